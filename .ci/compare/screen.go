//go:build linux

package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// screen is an X server without a screen.
type screen struct {
	server, manager *exec.Cmd // manager is nil until manage is called
	home            string
}

func newScreen() *screen {
	s := &screen{server: exec.Command("Xvfb", "-displayfd", "1", "-screen", "0", "1366x850x24")}
	out, err := s.server.StdoutPipe()
	check(err)
	check(s.server.Start())
	number, err := bufio.NewReader(out).ReadString('\n')
	check(err)
	go io.Copy(io.Discard, out)
	s.home, err = os.MkdirTemp("", "home")
	check(err)
	for name, value := range map[string]string{"DISPLAY": ":" + strings.TrimSpace(number), "HOME": s.home, "XDG_RUNTIME_DIR": s.home, "LANG": "en_US.UTF-8", "FYNE_SCALE": "1", "WAYLAND_DISPLAY": ""} {
		check(os.Setenv(name, value))
	}
	// Else the first start asks who is coding.
	settings := filepath.Join(s.home, ".config/fyne/org.gloss.Gloss")
	check(os.MkdirAll(settings, 0o700))
	check(os.WriteFile(filepath.Join(settings, "preferences.json"), []byte(`{"coder":"Somebody"}`), 0o600))
	return s
}

// manage starts a window manager.
func (s *screen) manage() {
	s.manager = exec.Command("openbox")
	check(s.manager.Start())
}

func (s *screen) close() {
	if s.manager != nil {
		s.manager.Process.Kill()
		s.manager.Wait()
	}
	s.server.Process.Kill()
	s.server.Wait()
	os.RemoveAll(s.home)
}

// read starts a program, waits until it rests, turns pages and rolls the wheel
// as often as steps says, and ends it.
func (s *screen) read(title string, command []string, steps int) figures {
	cmd := exec.Command(command[0], command[1:]...)
	check(cmd.Start())
	defer func() {
		for _, pid := range family(cmd.Process.Pid) {
			syscall.Kill(pid, syscall.SIGKILL)
		}
		cmd.Wait()
	}()
	window := ""
	for deadline := time.Now().Add(3 * time.Minute); window == ""; time.Sleep(100 * time.Millisecond) {
		if time.Now().After(deadline) {
			check(fmt.Errorf("the window of %s did not open", command[0]))
		}
		out, _ := exec.Command("xdotool", "search", "--onlyvisible", "--name", title).Output()
		window, _, _ = strings.Cut(string(out), "\n")
	}
	rest(cmd.Process.Pid)
	var f figures
	f.open = cpu(cmd.Process.Pid)
	f.memory = memory(cmd.Process.Pid)
	if steps == 0 {
		return f
	}
	run("xdotool", "windowactivate", "--sync", window)
	run("xdotool", "mousemove", "--window", window, "560", "400", "click", "1")
	rest(cmd.Process.Pid)
	each := func(args ...string) time.Duration {
		before := cpu(cmd.Process.Pid)
		for range steps {
			run("xdotool", args...)
			time.Sleep(150 * time.Millisecond)
		}
		rest(cmd.Process.Pid)
		return (cpu(cmd.Process.Pid) - before) / time.Duration(steps)
	}
	f.page = each("key", "Next")
	f.wheel = each("click", "5")
	f.memory = memory(cmd.Process.Pid)
	return f
}

// rest waits until a program has taken less than a twentieth of a processor for
// a second.
func rest(pid int) {
	for before := cpu(pid); ; {
		time.Sleep(time.Second)
		now := cpu(pid)
		if now-before < 50*time.Millisecond {
			return
		}
		before = now
	}
}

// family is a process and all it started.
func family(pid int) []int {
	all := []int{pid}
	for i := 0; i < len(all); i++ {
		tasks, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/children", all[i]))
		for _, t := range tasks {
			b, _ := os.ReadFile(t)
			for child := range strings.FieldsSeq(string(b)) {
				n, _ := strconv.Atoi(child)
				all = append(all, n)
			}
		}
	}
	return all
}

// cpu is the processor time of a process and its family, user and system, in
// steps of 10 ms.
func cpu(pid int) time.Duration {
	ticks := 0
	for _, p := range family(pid) {
		b, _ := os.ReadFile(fmt.Sprintf("/proc/%d/stat", p))
		_, after, _ := strings.Cut(string(b), ") ")
		f := strings.Fields(after)
		if len(f) > 14 {
			for _, i := range []int{11, 12} { // utime, stime
				n, _ := strconv.Atoi(f[i])
				ticks += n
			}
		}
	}
	return time.Duration(ticks) * 10 * time.Millisecond
}

// memory is what a process and its family hold, in MB, pages that they share
// with others in part.
func memory(pid int) float64 {
	kB := 0
	for _, p := range family(pid) {
		b, _ := os.ReadFile(fmt.Sprintf("/proc/%d/smaps_rollup", p))
		for line := range strings.Lines(string(b)) {
			if f := strings.Fields(line); len(f) > 1 && f[0] == "Pss:" {
				n, _ := strconv.Atoi(f[1])
				kB += n
			}
		}
	}
	return float64(kB) / 1024
}
