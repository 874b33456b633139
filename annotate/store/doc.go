// Package store keeps a project in one file, NAME.gloss, an SQLite database.
// SQL lives here and nowhere else.
//
// # The one picture
//
//	verb ── checks ── op (the log: before, after) ── tables ── commit
//	                   │                               ▲
//	                   └── Undo, Redo: the same, backwards or again
//
// A change goes through [Project.Do], one transaction that is on the disk when
// Do returns. Every changed record is written to the log (table op) in that
// transaction and applied to the tables from there, so the log and the tables
// cannot drift apart; [Project.Check] folds the one and compares. Reading
// goes through [View], outside and inside a transaction alike.
//
// # The file
//
// The folder schema says what the tables hold, in SQL with comments: that is
// the documentation for whoever reads a project with other tools. The file is
// marked by the application id 0x474C4F53 ("GLOS") and the user version, the
// number of migrations it has gone through. What an import brought (table
// content) never changes and never leaves, even if its article is deleted:
// undo needs it. Times are UTC, RFC 3339; positions are code points.
//
// The journal is a rollback journal, so that the one file is the whole project
// whenever no verb is running, and synchronous is EXTRA; both were chosen by
// measurement, see dsn.
package store
