package typed

import (
	"path/filepath"
	"strings"
	"testing"
)

// seeds are all sources the other tests have.
func seeds(f *testing.F, add func(source string)) {
	f.Helper()
	paths, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(paths) == 0 {
		f.Fatalf("no stories: %v", err)
	}
	for _, path := range paths {
		for _, s := range readStories(f, path) {
			add(strings.Join(s.typed, "\n"))
		}
	}
	for _, source := range plainSources {
		if len(source) < 1000 {
			add(source)
		}
	}
}

func FuzzErase(f *testing.F) {
	seeds(f, func(source string) { f.Add(source) })
	f.Fuzz(func(t *testing.T, source string) { _, _ = check(t, source) })
}

// words are what FuzzWords makes sources of: bytes chosen at random are hardly
// ever a program, words are sometimes.
var words = strings.Split("and|break|do|else|elseif|end|false|for|function|goto|if|in|local|nil|not|or|repeat|return|then|true|until|while|"+
	"a|b|f|T|as|type|export|continue|typeof|fun|const|close|::a::|goto a|"+
	"1|0x1F|1e|'s'|\"\\x41\\z \n\"|[[\n]]|...|..|.|:|::|=|==|~=|<=|>=|<|>|<<|>>|+|-|*|/|//|%|^|#|&|~|!|?|@|"+
	"(|)|{|}|[|]|;|,|->|+=|..=|(f)()|f()|x = |local x: |function f(|()|)|: T|:: T|as T|<T>|<const>|type X = |"+
	"if a then |while a do |repeat |until a|for i = 1, 2 do |end|end|end|\n|\r\n|-- c\n|--[[\n]]|--[=", "|")

func FuzzWords(f *testing.F) {
	index := map[string]byte{}
	for i, word := range words {
		index[word] = byte(i)
	}
	seeds(f, func(source string) {
		var picks []byte
		for _, field := range strings.Fields(source) {
			if i, ok := index[field]; ok {
				picks = append(picks, i)
			}
		}
		f.Add(picks)
	})
	f.Fuzz(func(t *testing.T, picks []byte) {
		if len(picks) > 60 {
			return
		}
		var source strings.Builder
		for _, pick := range picks {
			source.WriteString(words[int(pick)%len(words)])
			if pick < 128 {
				source.WriteByte(' ')
			}
		}
		_, _ = check(t, source.String())
	})
}
