# Reads codings.csv as the README says, and holds every quote against its place
# in texts/ARTICLE_ID.txt. Prints the number of rows, or what is wrong.
codings <- read.csv("codings.csv", fileEncoding = "UTF-8-BOM", na.strings = "")
read_text <- function(id) {
  path <- file.path("texts", paste0(id, ".txt"))
  text <- readChar(path, file.info(path)$size, useBytes = TRUE)
  Encoding(text) <- "UTF-8"
  text
}
texts <- vapply(codings$article_id, read_text, "")
wrong <- codings$highlight_id[substr(texts, codings$start + 1, codings$end) != codings$quote]
if (length(wrong) > 0) {
  cat("not where it should be:", wrong, "\n")
  quit(status = 1)
}
cat(nrow(codings), "rows\n")
