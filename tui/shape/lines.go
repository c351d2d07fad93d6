package shape

// weight is what a line on its way from the middle of a cell to an edge is like.
type weight uint8

const (
	none weight = iota
	light
	heavy
	double
)

// arms are the weights of the lines up, right, down and left of each character
// from U+2500 on. Those with dots are made in another way.
const arms = "" +
	"0101 0202 1010 2020 .... .... .... .... " + // ─━│┃┄┅┆┇
	".... .... .... .... 0110 0210 0120 0220 " + // ┈┉┊┋┌┍┎┏
	"0011 0012 0021 0022 1100 1200 2100 2200 " + // ┐┑┒┓└┕┖┗
	"1001 1002 2001 2002 1110 1210 2110 1120 " + // ┘┙┚┛├┝┞┟
	"2120 2210 1220 2220 1011 1012 2011 1021 " + // ┠┡┢┣┤┥┦┧
	"2021 2012 1022 2022 0111 0112 0211 0212 " + // ┨┩┪┫┬┭┮┯
	"0121 0122 0221 0222 1101 1102 1201 1202 " + // ┰┱┲┳┴┵┶┷
	"2101 2102 2201 2202 1111 1112 1211 1212 " + // ┸┹┺┻┼┽┾┿
	"2111 1121 2121 2112 2211 1122 1221 2212 " + // ╀╁╂╃╄╅╆╇
	"1222 2122 2221 2222 .... .... .... .... " + // ╈╉╊╋╌╍╎╏
	"0303 3030 0310 0130 0330 0013 0031 0033 " + // ═║╒╓╔╕╖╗
	"1300 3100 3300 1003 3001 3003 1310 3130 " + // ╘╙╚╛╜╝╞╟
	"3330 1013 3031 3033 0313 0131 0333 1303 " + // ╠╡╢╣╤╥╦╧
	"3101 3303 1313 3131 3333 .... .... .... " + // ╨╩╪╫╬╭╮╯
	".... .... .... .... 0001 1000 0100 0010 " + // ╰╱╲╳╴╵╶╷
	"0002 2000 0200 0020 0201 1020 0102 2010 " //   ╸╹╺┻╼╽╾╿

// lines is character n from U+2500 on.
func (c cell) lines(n int) []Part {
	switch code := arms[5*n : 5*n+4]; {
	case code != "....":
		return solid(c.cross(weight(code[0]-'0'), weight(code[1]-'0'), weight(code[2]-'0'), weight(code[3]-'0')))
	case n < 0x0c: // ┄┅┆┇ and ┈┉┊┋
		return solid(c.dashes(3+n/8, n%4))
	case n < 0x50: // ╌╍╎╏
		return solid(c.dashes(2, n%4))
	case n < 0x71: // ╭╮╯╰
		return solid(c.arc(n == 0x6d || n == 0x70, n < 0x6f))
	}
	var p Path
	if n != 0x72 { // ╱╳
		p = p.stroke(at(c.w, 0), at(0, c.h), c.pen())
	}
	if n != 0x71 { // ╲╳
		p = p.stroke(at(0, 0), at(c.w, c.h), c.pen())
	}
	return solid(p)
}

// band is where a line of a thickness lies across a size.
func band(size, thick int) (from, to int) {
	from = (size - thick) / 2
	return from, from + thick
}

// dashes are lines that show so many times in a cell; a kind of 1 and 3 is
// heavy, of 2 and 3 goes down.
func (c cell) dashes(times, kind int) Path {
	thick, along, across := c.light, c.w, c.h
	if kind%2 == 1 {
		thick = c.heavy
	}
	if kind >= 2 {
		along, across = c.h, c.w
	}
	var p Path
	from, to := band(across, thick)
	gap := max(1, along/(4*times))
	for i := range times {
		start, end := part(along, i, times), part(along, i+1, times)
		end = max(start+1, end-gap)
		if kind >= 2 {
			p = p.rect(from, start, to, end)
		} else {
			p = p.rect(start, from, end, to)
		}
	}
	return p
}

// arc is a quarter of a circle that leaves the cell as light lines do: to the
// right or left, and down or up.
func (c cell) arc(right, down bool) Path {
	x0, x1 := band(c.w, c.light)
	y0, y1 := band(c.h, c.light)
	// In a cell turned so that the arc goes right and down.
	width, height := c.w-x0, c.h-y0
	if !right {
		width = x1
	}
	if !down {
		height = y1
	}
	// The last pixel is straight, so that it is as sharp as that of a line.
	outer := int32(max(c.light, min(width, height)-1) * Pixel)
	inner := max(0, outer-c.pen())
	place := func(x, y int32) Point { // from the outer corner of the lines
		p := Point{int32(x0*Pixel) + x, int32(y0*Pixel) + y}
		if !right {
			p.X = int32(x1*Pixel) - x
		}
		if !down {
			p.Y = int32(y1*Pixel) - y
		}
		return p
	}
	pen, k, j := c.pen(), outer-bend(outer), outer-bend(inner)
	w, h := int32(width*Pixel), int32(height*Pixel)
	p := Path(nil).polygon(place(w, 0), place(w, pen), place(outer, pen))
	p = p.cubic(place(j, pen), place(pen, j), place(pen, outer))
	p = p.line(place(pen, h)).line(place(0, h)).line(place(0, outer))
	return p.cubic(place(0, k), place(k, 0), place(outer, 0))
}
