package typed

import (
	"strings"
	"testing"
)

// A module as people write them, without and with types.
const plainModule = `
local M = {}

-- handle answers one request and counts it.
function M.handle(self, request, options)
  local name, count = request.name or "nobody", 0
  for index, item in ipairs(request.items) do
    if item.kind == "echo" and not item.done then
      count = count + 1
      self:send(item.from, { topic = "reply", text = string.upper(item.text), index = index })
    end
  end
  return name, count
end

return M
`

const typedModule = `
local M = {}
type Request = { name: string?, items: {Item} }

-- handle answers one request and counts it.
function M.handle(self: Server, request: Request, options: {[string]: any}?): (string, number)
  local name: string, count: number = request.name or "nobody", 0
  for index: number, item: Item in ipairs(request.items) do
    if item.kind == "echo" and not item.done then
      count = count + 1
      self:send(item.from :: string, { topic = "reply", text = string.upper(item.text!), index = index })
    end
  end
  return name, count
end
`

func BenchmarkErase(b *testing.B) {
	for _, bench := range []struct{ name, source string }{
		{"plain", strings.Repeat("do "+strings.TrimSuffix(plainModule, "return M\n")+" end ", 200)},
		{"typed", strings.Repeat("do "+typedModule+" end ", 200)},
		{"operators", "x = " + strings.Repeat("(a // b & c) + ", 5000) + "1"},
		{"less-than behind casts", "x = " + strings.Repeat("(a as T<b, c, d), ", 5000) + "1"},
		{"brackets of types left open", "x = a as " + strings.Repeat("T<{", 5000)},
	} {
		b.Run(bench.name, func(b *testing.B) {
			b.SetBytes(int64(len(bench.source)))
			b.ReportAllocs()
			for b.Loop() {
				_, _ = Erase(bench.source)
			}
		})
	}
}
