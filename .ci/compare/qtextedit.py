# Shows a book with highlights in Qt's QTextEdit, for .ci/compare.
import json, sys
from PyQt6.QtGui import QColor, QTextCharFormat, QTextCursor
from PyQt6.QtWidgets import QApplication, QTextEdit

book = json.load(open(sys.argv[1], encoding="utf-8"))
app = QApplication(sys.argv[:1])
edit = QTextEdit()
edit.setWindowTitle("QTextEdit")
edit.setReadOnly(True)
edit.resize(1280, 800)
edit.setPlainText(book["text"])
formats = []
for color in book["colors"]:
    format = QTextCharFormat()
    format.setBackground(QColor(color))
    formats.append(format)
cursor = QTextCursor(edit.document())
cursor.beginEditBlock()
for span in book["spans"] or []:
    cursor.setPosition(span["start"])
    cursor.setPosition(span["end"], QTextCursor.MoveMode.KeepAnchor)
    cursor.mergeCharFormat(formats[span["color"]])
cursor.endEditBlock()
edit.moveCursor(QTextCursor.MoveOperation.Start)
edit.show()
app.exec()
