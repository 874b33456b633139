package store_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"gloss/annotate/store"
	"gloss/annotate/store/testdisk"
)

// TestDiskIsReal: what package testdisk writes down is what SQLite asks of the
// system where nothing stands between the two. A session runs twice, once on the
// recording disk and once in a process that strace watches.
func TestDiskIsReal(t *testing.T) {
	tracer, err := exec.LookPath("strace")
	if err == nil {
		err = exec.Command(tracer, "-f", "-o", os.DevNull, "true").Run()
	}
	if err != nil {
		t.Logf("not looked at, because strace cannot be used here: %v", err)
		return
	}
	recorded := shortProject(t)
	disk := testdisk.Put(filepath.Dir(recorded))
	defer disk.Remove()
	if err := shortSession(recorded, func(*store.Project) {}); err != nil {
		t.Fatal(err)
	}
	var want []string
	for _, op := range disk.Log() {
		want = append(want, line(op))
	}
	disk.Remove()

	watched := shortProject(t)
	folder, err := filepath.EvalSymlinks(filepath.Dir(watched))
	if err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(t.TempDir(), "trace")
	session := child(t, "session", watched)
	cmd := exec.Command(tracer, append([]string{"-f", "-y", "-s", "0", "-o", out, "-e", "trace=open,openat,pwrite64,write,ftruncate,fsync,fdatasync,unlink,unlinkat"}, session.Args...)...)
	cmd.Env, cmd.Stderr = session.Env, os.Stderr
	if err := cmd.Run(); err != nil {
		t.Fatal(err)
	}
	trace, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	got := asked(trace, folder)
	if !slices.Equal(got, want) {
		for i := range max(len(got), len(want)) {
			a, b := at(got, i), at(want, i)
			mark := " "
			if a != b {
				mark = "!"
			}
			t.Logf("%s %-40s %s", mark, a, b)
		}
		t.Error("on the left what the system was asked for, on the right what was written down")
	}
	t.Logf("%d operations", len(got))
}

func at(list []string, i int) string {
	if i < len(list) {
		return list[i]
	}
	return ""
}

// line is an operation in words.
func line(op testdisk.Op) string {
	switch op.Kind {
	case testdisk.Create:
		return "create " + op.Name
	case testdisk.Write:
		return fmt.Sprintf("write %s %d+%d", op.Name, op.Offset, len(op.Data))
	case testdisk.Truncate:
		return fmt.Sprintf("truncate %s %d", op.Name, op.Offset)
	case testdisk.Sync:
		return "sync " + op.Name
	case testdisk.Delete:
		return fmt.Sprintf("delete %s, folder synced: %v", op.Name, op.Synced)
	}
	return ""
}

var (
	opened   = regexp.MustCompile(`^open(?:at)?\([^"]*"([^"]+)", ([A-Z_|]+)(?:, \d+)?\) += \d+`)
	onFile   = regexp.MustCompile(`^(pwrite64|ftruncate|fsync|fdatasync)\(\d+<([^>]+)>(?:, (?:""\.\.\.|"[^"]*"))?(?:, (\d+))?(?:, (\d+))?\) += \d+`)
	unlinked = regexp.MustCompile(`^unlink(?:at)?\((?:[^"]*, )?"([^"]+)"(?:, \w+)?\) += 0`)
	process  = regexp.MustCompile(`^(\d+) +`)
	resumed  = regexp.MustCompile(`^<\.\.\. \w+ resumed>`)
)

// calls are the lines of a trace without the number of the process. A call that
// another thread's came in the middle of stands in two lines, and is put
// together where it ended.
func calls(trace []byte) (all []string) {
	begun := map[string]string{}
	for l := range bytes.Lines(trace) {
		l := strings.TrimSpace(string(l))
		m := process.FindStringSubmatch(l)
		if m == nil {
			continue
		}
		call := l[len(m[0]):]
		if start, cut := strings.CutSuffix(call, " <unfinished ...>"); cut {
			begun[m[1]] = start
			continue
		}
		if head := resumed.FindString(call); head != "" {
			call = begun[m[1]] + call[len(head):]
		}
		all = append(all, call)
	}
	return all
}

// asked is what a trace holds about the files of folder, as line writes it. A
// sync of the folder is no line of its own: package testdisk takes it that the
// first sync of a file that was made syncs its name too, and says of a deletion
// whether it was synced.
func asked(trace []byte, folder string) (all []string) {
	made, fresh := map[string]bool{}, map[string]bool{} // files that are there; that were not synced since they were made
	unnamed := ""                                       // was synced, and its name not yet
	say := func(format string, args ...any) {
		if unnamed != "" {
			all = append(all, "the name of "+unnamed+" is not synced")
			unnamed = ""
		}
		all = append(all, fmt.Sprintf(format, args...))
	}
	for _, s := range calls(trace) {
		if m := opened.FindStringSubmatch(s); m != nil {
			name, in := strings.CutPrefix(m[1], folder+"/")
			if in && strings.Contains(m[2], "O_CREAT") && name != "p.gloss" && !made[name] {
				made[name], fresh[name] = true, true
				say("create %s", name)
			}
			continue
		}
		if m := unlinked.FindStringSubmatch(s); m != nil {
			if name, in := strings.CutPrefix(m[1], folder+"/"); in {
				delete(made, name)
				say("delete %s, folder synced: false", name)
			}
			continue
		}
		m := onFile.FindStringSubmatch(s)
		if m == nil {
			continue
		}
		switch name, in := strings.CutPrefix(m[2], folder+"/"); {
		case m[2] == folder:
			unnamed = ""
			if last := len(all) - 1; last >= 0 {
				all[last] = strings.Replace(all[last], "synced: false", "synced: true", 1)
			}
		case !in:
		case m[1] == "pwrite64":
			say("write %s %s+%s", name, m[4], m[3])
		case m[1] == "ftruncate":
			say("truncate %s %s", name, m[3])
		default:
			if say("sync %s", name); fresh[name] {
				unnamed = name
			}
			delete(fresh, name)
		}
	}
	return all
}
