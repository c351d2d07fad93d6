package picture

import (
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/image/font/sfnt"
)

// SystemFonts are the folders where systems keep fonts. Those that do not exist
// do no harm.
func SystemFonts() []string {
	home, _ := os.UserHomeDir()
	under := func(folder string, inHome ...string) []string {
		folders := []string{folder}
		for _, name := range inHome {
			if home != "" {
				folders = append(folders, filepath.Join(home, name))
			}
		}
		return folders
	}
	switch runtime.GOOS {
	case "windows":
		return under(filepath.Join(os.Getenv("WINDIR"), "Fonts"), `AppData\Local\Microsoft\Windows\Fonts`)
	case "darwin":
		return append(under("/System/Library/Fonts", "Library/Fonts"), "/Library/Fonts")
	}
	return append(under("/usr/share/fonts", ".local/share/fonts", ".fonts"), "/usr/local/share/fonts")
}

// others are the fonts of the machine, which are looked for and opened when the
// first character needs one.
type others struct {
	folders []string
	files   []string // still to be opened
	walked  bool
	faces   []*face // open
}

// Limits on what is looked through for a character, on a machine full of fonts.
const (
	maxFontFiles = 4000
	maxFontBytes = 64 << 20
)

// preferred are parts of the names of fonts that have most of what the embedded
// one lacks, best first: they are tried before others.
var preferred = []string{
	"notosansmonocjk", "notosanscjk", "sourcehansans", "hiragino", "ヒラギノ角ゴシック", "pingfang", "msgothic",
	"yugothm", "malgun", "ipag", "takao", "vlgothic", "droidsansfallback", "wqy", "unifont", "symbola", "notosanssymbols", "dejavusans.",
}

// find is the first font that can draw a character.
func (o *others) find(r rune) *face {
	for _, f := range o.faces {
		if f.has(r) {
			return f
		}
	}
	o.walk()
	for len(o.files) > 0 {
		f := open(o.files[0])
		o.files = o.files[1:]
		if f == nil {
			continue
		}
		o.faces = append(o.faces, f)
		if f.has(r) {
			return f
		}
	}
	return nil
}

// walk lists the files of the folders, in the order in which they are tried.
func (o *others) walk() {
	if o.walked {
		return
	}
	o.walked = true
	for _, folder := range o.folders {
		// What cannot be read has no fonts for us.
		_ = filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
			switch {
			case err != nil || len(o.files) >= maxFontFiles:
				return nil
			case d.Type().IsRegular() && slices.Contains([]string{".ttf", ".otf", ".ttc", ".otc"}, strings.ToLower(filepath.Ext(path))):
				o.files = append(o.files, path)
			}
			return nil
		})
	}
	slices.SortFunc(o.files, func(a, b string) int {
		if rank := rank(a) - rank(b); rank != 0 {
			return rank
		}
		return strings.Compare(a, b)
	})
}

// rank is where a font is among the preferred ones: regular weights first.
func rank(path string) int {
	name := strings.ToLower(filepath.Base(path))
	n := 2 * len(preferred)
	for i, part := range preferred {
		if strings.Contains(name, part) {
			n = 2 * i
			break
		}
	}
	for _, weight := range []string{"bold", "black", "light", "thin", "italic", "oblique", "medium"} {
		if strings.Contains(name, weight) {
			return n + 1
		}
	}
	return n
}

// open is the first font in a file, or nil if it is none that can be drawn with.
func open(path string) *face {
	info, err := os.Stat(path)
	if err != nil || info.Size() > maxFontBytes {
		return nil
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil
	}
	c, err := sfnt.ParseCollection(data)
	if err != nil {
		return nil
	}
	f, err := c.Font(0)
	if err != nil {
		return nil
	}
	return &face{font: f}
}
