package draw

// Theme says what the roles look like.
type Theme struct {
	Name string
	// Mono drops all colour, also that of programs; attributes stay.
	Mono bool
	inks [roles]ink
}

// ink is the look of a role: its colour in front or behind, and attributes that
// come with it. Attributes carry the meaning where there is no colour.
type ink struct {
	colour Colour // concrete or zero
	attr   Attr
}

// The themes. Dark and Light leave the background to the terminal and differ
// in what is readable on it; Basic is for 16 colours; NoColour tells everything by attributes.
var (
	Dark = Theme{Name: "dark", inks: [roles]ink{
		Faint:       {RGB(0x8a, 0x8f, 0x98), 0},
		Accent:      {RGB(0x7d, 0xcf, 0xff), AttrBold},
		Good:        {RGB(0x9e, 0xce, 0x6a), 0},
		Warn:        {RGB(0xe0, 0xaf, 0x68), AttrBold},
		Bad:         {RGB(0xf7, 0x76, 0x8e), AttrBold},
		Name:        {RGB(0xbb, 0x9a, 0xf7), 0},
		Number:      {RGB(0xff, 0x9e, 0x64), 0},
		String:      {RGB(0x9e, 0xce, 0x6a), 0},
		Border:      {RGB(0x6b, 0x72, 0x80), 0},
		BorderFocus: {RGB(0x7d, 0xcf, 0xff), 0},
		Arrow:       {RGB(0x2a, 0xc3, 0xde), 0},
		Time:        {RGB(0x8a, 0x8f, 0x98), 0},
		Key:         {RGB(0xe0, 0xaf, 0x68), AttrBold},
		Selected:    {RGB(0x38, 0x42, 0x55), AttrBold}, // 238 of 256 colours
		Bar:         {RGB(0x28, 0x2a, 0x2e), 0},        // 235
		Found:       {RGB(0x5a, 0x4a, 0x1e), AttrUnderline},
	}}
	Light = Theme{Name: "light", inks: [roles]ink{
		Faint:       {RGB(0x6a, 0x6f, 0x78), 0},
		Accent:      {RGB(0x00, 0x5c, 0xc5), AttrBold},
		Good:        {RGB(0x22, 0x6e, 0x2c), 0},
		Warn:        {RGB(0x8a, 0x55, 0x00), AttrBold},
		Bad:         {RGB(0xb3, 0x1d, 0x28), AttrBold},
		Name:        {RGB(0x6f, 0x42, 0xc1), 0},
		Number:      {RGB(0xa0, 0x46, 0x00), 0},
		String:      {RGB(0x22, 0x6e, 0x2c), 0},
		Border:      {RGB(0x75, 0x7b, 0x85), 0},
		BorderFocus: {RGB(0x00, 0x5c, 0xc5), 0},
		Arrow:       {RGB(0x0b, 0x6e, 0x80), 0},
		Time:        {RGB(0x6a, 0x6f, 0x78), 0},
		Key:         {RGB(0x8a, 0x55, 0x00), AttrBold},
		Selected:    {RGB(0xd0, 0xe2, 0xff), AttrBold},
		Bar:         {RGB(0xe8, 0xea, 0xee), 0},
		Found:       {RGB(0xff, 0xe9, 0xa8), AttrUnderline},
	}}
	// Basic is for terminals of 16 colours, whose shades the user chose: on dark
	// and on light ground the eight normal ones can be read.
	Basic = Theme{Name: "16 colours", inks: [roles]ink{
		Faint:       {0, AttrFaint},
		Accent:      {Indexed(6), AttrBold},
		Good:        {Indexed(2), 0},
		Warn:        {Indexed(3), AttrBold},
		Bad:         {Indexed(1), AttrBold},
		Name:        {Indexed(5), 0},
		Number:      {Indexed(3), 0},
		String:      {Indexed(2), 0},
		Border:      {0, AttrFaint},
		BorderFocus: {Indexed(6), AttrBold},
		Arrow:       {Indexed(6), 0},
		Time:        {0, AttrFaint},
		Key:         {Indexed(3), AttrBold},
		Selected:    {0, AttrReverse},
		Bar:         {0, 0},
		Found:       {0, AttrUnderline},
	}}
	NoColour = Theme{Name: "no colour", Mono: true, inks: [roles]ink{
		Faint:       {0, AttrFaint},
		Accent:      {0, AttrBold},
		Warn:        {0, AttrBold},
		Bad:         {0, AttrBold | AttrUnderline},
		Border:      {0, AttrFaint},
		BorderFocus: {0, AttrBold},
		Time:        {0, AttrFaint},
		Key:         {0, AttrBold},
		Selected:    {0, AttrReverse},
		Bar:         {0, AttrReverse},
		Found:       {0, AttrUnderline},
	}}
)

// resolve turns roles into concrete colours and the attributes they bring.
func (t *Theme) resolve(s Style) Style {
	s.Fg, s.Attr = t.ink(s.Fg, s.Attr)
	s.Bg, s.Attr = t.ink(s.Bg, s.Attr)
	return s
}

func (t *Theme) ink(c Colour, attr Attr) (Colour, Attr) {
	if c < roles {
		return t.inks[c].colour, attr | t.inks[c].attr
	}
	if t.Mono || !c.concrete() {
		return 0, attr
	}
	return c, attr
}
