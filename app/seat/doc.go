// Package seat sees to it that a project has one window. A window takes the
// seat at a project file before it shows the project; another process that
// wants it finds the seat taken, and asks the window to come to the front.
//
// The seat is a lock in a folder of the person's own, never beside the project,
// where a sync client or a read-only medium would be in the way. The operating
// system lets go of it when a process ends, however it ends. A file beside the
// lock says where the window listens; if it stands there while the lock is
// free, the last window did not end as it should.
//
// The lock goes by the identity of the file, so that links and other spellings
// of a path lead to the same seat. It is for windows: the command line works on
// a project beside a window, and the database keeps the two apart.
package seat
