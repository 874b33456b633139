// Package pdfium reads PDF files with PDFium, the engine of the Chrome browser,
// compiled to WebAssembly and run by wazero: no C, and no reach beyond its own
// memory. It delivers the same pages of glyphs as package glyphs does, slower
// and after a slow start, and reads what that one cannot: damaged files, all
// kinds of encryption, fonts that only their embedded programs explain.
package pdfium

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"

	engine "github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

const (
	maxDocuments = 4     // open at once; another one waits
	maxMemory    = 16384 // of a document, in WebAssembly pages of 64 kB: 1 GB
)

// pool is made once per process. Translating the engine to machine code takes
// seconds; the result is kept in the user's cache folder, from which it is
// there in a tenth of a second.
var pool = sync.OnceValues(func() (engine.Pool, error) {
	config := wazero.NewRuntimeConfig().
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
		WithMemoryLimitPages(maxMemory)
	if folder, err := os.UserCacheDir(); err == nil {
		// Without a cache the start is slow and nothing else.
		if cache, err := wazero.NewCompilationCacheWithDir(filepath.Join(folder, "gloss", "pdfium")); err == nil {
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
