package draw

// Theme says what the roles look like.
type Theme struct {
	Name string
	// Mono drops all colour, also that of programs; attributes stay.
	Mono bool
	// ground is what everything is drawn on; zero: the terminal's own.
	ground Colour
	inks   [roles]ink
}

// ink is the look of a role: its colour in front or behind, and attributes that
// come with it. Attributes carry the meaning where there is no colour.
type ink struct {
	colour Colour // concrete or zero
	attr   Attr
	// over is the colour of all that stands on it, if flat is set: where a ground
	// is so strong that other colours could not be read.
	over Colour
	flat bool
}

// The themes. Dark and Light leave the background to the terminal and differ
// in what is readable on it; Contrast brings its own, black one. Basic is for
// 16 colours; NoColour tells everything by attributes.
var (
	Dark = Theme{Name: "dark", inks: [roles]ink{
		Faint:       {colour: RGB(0xa8, 0xa8, 0xb0)},
		Accent:      {colour: RGB(0x7d, 0xcf, 0xff), attr: AttrBold},
		Good:        {colour: RGB(0x9e, 0xce, 0x6a)},
		Warn:        {colour: RGB(0xe0, 0xaf, 0x68), attr: AttrBold},
		Bad:         {colour: RGB(0xff, 0x87, 0x87), attr: AttrBold},
		Name:        {colour: RGB(0xc4, 0xa7, 0xfa)},
		Number:      {colour: RGB(0xff, 0x9e, 0x64)},
		String:      {colour: RGB(0x9e, 0xce, 0x6a)},
		Border:      {colour: RGB(0xa8, 0xa8, 0xa8)},
		BorderFocus: {colour: RGB(0x7d, 0xcf, 0xff)},
		Arrow:       {colour: RGB(0x2a, 0xc3, 0xde)},
		Time:        {colour: RGB(0xa8, 0xa8, 0xb0)},
		Key:         {colour: RGB(0xe0, 0xaf, 0x68), attr: AttrBold},
		Selected:    {colour: RGB(0x30, 0x38, 0x48), attr: AttrBold},
		Bar:         {colour: RGB(0x28, 0x2a, 0x2e)},
		Found:       {colour: RGB(0x5f, 0x5f, 0x00), attr: AttrUnderline, over: RGB(0xff, 0xff, 0xff), flat: true},
	}}
	Light = Theme{Name: "light", inks: [roles]ink{
		Faint:       {colour: RGB(0x54, 0x5a, 0x64)},
		Accent:      {colour: RGB(0x00, 0x50, 0xb0), attr: AttrBold},
		Good:        {colour: RGB(0x1c, 0x61, 0x26)},
		Warn:        {colour: RGB(0x70, 0x40, 0x00), attr: AttrBold},
		Bad:         {colour: RGB(0xa8, 0x1b, 0x26), attr: AttrBold},
		Name:        {colour: RGB(0x5f, 0x00, 0xaf)},
		Number:      {colour: RGB(0x70, 0x30, 0x00)},
		String:      {colour: RGB(0x1c, 0x61, 0x26)},
		Border:      {colour: RGB(0x58, 0x58, 0x58)},
		BorderFocus: {colour: RGB(0x00, 0x50, 0xb0)},
		Arrow:       {colour: RGB(0x09, 0x5f, 0x6e)},
		Time:        {colour: RGB(0x54, 0x5a, 0x64)},
		Key:         {colour: RGB(0x70, 0x40, 0x00), attr: AttrBold},
		Selected:    {colour: RGB(0xd0, 0xe2, 0xff), attr: AttrBold},
		Bar:         {colour: RGB(0xe4, 0xe4, 0xe4)},
		Found:       {colour: RGB(0xff, 0xe9, 0xa8), attr: AttrUnderline},
	}}
	Contrast = Theme{Name: "contrast", ground: RGB(0, 0, 0), inks: [roles]ink{
		Text:        {colour: RGB(0xff, 0xff, 0xff)},
		Faint:       {colour: RGB(0xd8, 0xd8, 0xd8)},
		Accent:      {colour: RGB(0x00, 0xff, 0xff), attr: AttrBold},
		Good:        {colour: RGB(0x40, 0xff, 0x40)},
		Warn:        {colour: RGB(0xff, 0xff, 0x00), attr: AttrBold},
		Bad:         {colour: RGB(0xff, 0x90, 0x90), attr: AttrBold | AttrUnderline},
		Name:        {colour: RGB(0xff, 0xb0, 0xff)},
		Number:      {colour: RGB(0xff, 0xc0, 0x60)},
		String:      {colour: RGB(0xa0, 0xff, 0xa0)},
		Border:      {colour: RGB(0xc8, 0xc8, 0xc8)},
		BorderFocus: {colour: RGB(0x00, 0xff, 0xff), attr: AttrBold},
		Arrow:       {colour: RGB(0x80, 0xff, 0xff)},
		Time:        {colour: RGB(0xd8, 0xd8, 0xd8)},
		Key:         {colour: RGB(0xff, 0xff, 0x00), attr: AttrBold},
		Selected:    {colour: RGB(0xff, 0xff, 0xff), attr: AttrBold, over: RGB(0, 0, 0), flat: true},
		Bar:         {colour: RGB(0x00, 0x00, 0x5f)},
		Found:       {colour: RGB(0xff, 0xff, 0x00), attr: AttrUnderline, over: RGB(0, 0, 0), flat: true},
	}}
	// Basic is for terminals of 16 colours, whose shades the user chose: on dark
	// and on light ground the eight normal ones can be read.
	Basic = Theme{Name: "16 colours", inks: [roles]ink{
		Faint:       {attr: AttrFaint},
		Accent:      {colour: Indexed(6), attr: AttrBold},
		Good:        {colour: Indexed(2)},
		Warn:        {colour: Indexed(3), attr: AttrBold},
		Bad:         {colour: Indexed(1), attr: AttrBold},
		Name:        {colour: Indexed(5)},
		Number:      {colour: Indexed(3)},
		String:      {colour: Indexed(2)},
		Border:      {attr: AttrFaint},
		BorderFocus: {colour: Indexed(6), attr: AttrBold},
		Arrow:       {colour: Indexed(6)},
		Time:        {attr: AttrFaint},
		Key:         {colour: Indexed(3), attr: AttrBold},
		Selected:    {attr: AttrReverse, flat: true},
		Bar:         {},
		Found:       {attr: AttrUnderline | AttrBold},
	}}
	NoColour = Theme{Name: "no colour", Mono: true, inks: [roles]ink{
		Faint:       {attr: AttrFaint},
		Accent:      {attr: AttrBold},
		Warn:        {attr: AttrBold},
		Bad:         {attr: AttrBold | AttrUnderline},
		Border:      {attr: AttrFaint},
		BorderFocus: {attr: AttrBold},
		Time:        {attr: AttrFaint},
		Key:         {attr: AttrBold},
		Selected:    {attr: AttrReverse | AttrBold, flat: true},
		Bar:         {attr: AttrReverse, flat: true},
		Found:       {attr: AttrUnderline},
	}}
)

// Themes are all there are, by the names under which people choose them.
func Themes() map[string]*Theme {
	return map[string]*Theme{"dark": &Dark, "light": &Light, "contrast": &Contrast, "16": &Basic, "none": &NoColour}
}

// resolve turns roles into concrete colours and the attributes they bring.
func (t *Theme) resolve(s Style) Style {
	front, ground := t.ink(s.Fg), t.ink(s.Bg)
	if s.Bg == Text {
		ground = ink{colour: t.ground}
	}
	if ground.flat {
		front.colour = ground.over
		front.attr &^= AttrFaint
		s.Attr &^= AttrFaint
	}
	return Style{Fg: front.colour, Bg: ground.colour, Attr: s.Attr | front.attr | ground.attr}
}

// ink is the look of a role, or of a concrete colour.
func (t *Theme) ink(c Colour) ink {
	switch {
	case c < roles:
		return t.inks[c]
	case t.Mono || !c.concrete():
		return ink{}
	}
	return ink{colour: c}
}
