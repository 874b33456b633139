# Reads this data package. Needs nothing but R.
#
#   source("load.R")
#   data <- load_package("path/of/this/folder")
#   data$codings      rows of codings.csv
#   data$texts        text of each article, named by article_id
#
# "Rscript load.R" in this folder proves that every quote stands where the
# table says.

load_package <- function(folder = ".") {
  table <- function(name) {
    read.csv(file.path(folder, paste0(name, ".csv")), encoding = "UTF-8",
             check.names = FALSE, stringsAsFactors = FALSE,
             na.strings = character(0), colClasses = "character")
  }
  data <- list()
  for (name in c("codings", "articles", "articles_by_tags", "codebook", "coders")) {
    data[[name]] <- table(name)
  }
  numbers <- list(
    codings = c("start", "end", "page", "paragraph"),
    articles = c("characters", "words", "highlights"),
    codebook = c("highlights", "articles"),
    articles_by_tags = setdiff(names(data$articles_by_tags), c("article_id", "article"))
  )
  for (name in names(numbers)) {
    for (column in numbers[[name]]) {
      data[[name]][[column]] <- as.integer(data[[name]][[column]])
    }
  }
  read_text <- function(path) {
    path <- file.path(folder, path)
    text <- readChar(path, file.info(path)$size, useBytes = TRUE)
    Encoding(text) <- "UTF-8"
    text
  }
  data$texts <- vapply(data$articles$text_file, read_text, "")
  names(data$texts) <- data$articles$article_id
  data
}

if (!interactive() && sys.nframe() == 0) {
  data <- load_package()
  text <- data$texts[data$codings$article_id]
  quote <- substr(text, data$codings$start + 1, data$codings$end)
  wrong <- sum(quote != data$codings$quote)
  cat(sprintf("%d articles, %d codings, %d quotes out of place\n",
              nrow(data$articles), nrow(data$codings), wrong))
  if (wrong > 0) quit(status = 1)
}
