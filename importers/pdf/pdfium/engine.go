// Package pdfium reads PDF files with PDFium, the engine of the Chrome browser,
// compiled to WebAssembly and run by wazero: no C, and no reach beyond its own
// memory. It delivers the same pages of glyphs as package glyphs does, slower
// and after a slow start, and reads what that one cannot: damaged files, all
// kinds of encryption, fonts that only their embedded programs explain.
//
// The engine comes with github.com/klippa-app/go-pdfium (MIT) as one file of
// WebAssembly, pdfium.wasm, embedded into the program: 5.8 MB of it, PDFium
// itself (BSD-3-Clause and Apache-2.0) with the libraries built into it: AGG
// (as in PDFium, permissive), FreeType (FreeType License), ICU (Unicode
// License), Little CMS (MIT), libjpeg-turbo (IJG, BSD-3-Clause and zlib),
// OpenJPEG (BSD-2-Clause), libpng and libtiff (their own, permissive), zlib
// (zlib) and Abseil (Apache-2.0). It is run by github.com/tetratelabs/wazero
// and lent out by github.com/jolestar/go-commons-pool (both Apache-2.0); they
// bring github.com/google/uuid and golang.org/x/sys and x/text (BSD-3-Clause).
// Whoever passes the program on passes these notices on with it.
package pdfium

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"sync"

	engine "github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

const (
	maxDocuments = 4    // open at once; another one waits
	maxMemory    = 8192 // of a document, in WebAssembly pages of 64 kB: 512 MB
)

// pool is made once per process. Translating the engine to machine code takes
// seconds; the result is kept in the user's cache folder, from which it is
// there in a tenth of a second.
var pool = sync.OnceValues(func() (engine.Pool, error) {
	config := wazero.NewRuntimeConfig().
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
		WithMemoryLimitPages(maxMemory)
	if folder := cacheFolder(); folder != "" {
		// Without a cache the start is slow and nothing else.
		if cache, err := wazero.NewCompilationCacheWithDir(folder); err == nil {
			config = config.WithCompilationCache(cache)
		}
	}
	p, err := webassembly.Init(webassembly.Config{
		MaxTotal:      maxDocuments,
		FSConfig:      wazero.NewFSConfig(), // otherwise the engine would see the whole disk
		RuntimeConfig: config,
		Stdout:        io.Discard,
		Stderr:        io.Discard,
	})
	if err != nil {
		return nil, fmt.Errorf("the second PDF engine does not start: %w", err)
	}
	return p, nil
})

// cacheFolder is where the machine code is kept; "" where there is no place.
func cacheFolder() string {
	folder, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(folder, "gloss", "pdfium")
}

// Warm makes the machine code of the engine and keeps it in the cache folder,
// so that the first document does not wait for that. It takes seconds of a
// core and some 300 MB, which it gives back only when the process ends.
func Warm() { pool() }

// Warmed reports whether the machine code is there already, or there is no
// place to keep it.
func Warmed() bool {
	version := "dev"
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, d := range info.Deps {
			if d.Path == "github.com/tetratelabs/wazero" {
				version = d.Version
			}
		}
	}
	folder := cacheFolder()
	kept, err := os.ReadDir(filepath.Join(folder, "wazero-"+version+"-"+runtime.GOARCH+"-"+runtime.GOOS))
	return folder == "" || err == nil && len(kept) > 0
}

// instance is an engine with memory of its own, for one document.
func instance(ctx context.Context) (engine.Pdfium, error) {
	p, err := pool()
	if err != nil {
		return nil, err
	}
	return p.GetInstanceWithContext(ctx)
}

// guarded runs f and turns a panic of the wrapper around the engine into an
// error.
func guarded(f func() error) (err error) {
	defer func() {
		if x := recover(); x != nil {
			err = errors.Join(errStumbled, fmt.Errorf("%v", x))
		}
	}()
	return f()
}

var errStumbled = errors.New("the second PDF engine stumbled")
