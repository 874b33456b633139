// Prints the text of the article in each web page, and the processor time that
// finding it took, as JSON lines, for .ci/compare.
const fs = require("fs")
const { JSDOM, VirtualConsole } = require("jsdom")
const { Readability } = require("@mozilla/readability")

for (const path of process.argv.slice(2)) {
  const source = fs.readFileSync(path)
  const before = process.cpuUsage()
  const dom = new JSDOM(source, { virtualConsole: new VirtualConsole() })
  const article = new Readability(dom.window.document).parse()
  const used = process.cpuUsage(before)
  const text = article ? article.textContent : ""
  dom.window.close()
  console.log(JSON.stringify({ path, text, ms: (used.user + used.system) / 1000 }))
}
