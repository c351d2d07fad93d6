// Package speed measures how fast the machine is and how much memory it takes,
// with the Lua API that apps use and every fact kept. It has no code of its own.
//
//	load    an app that does one thing as fast as it can
//	figure  what a benchmark tells of a load, with the target it has
//	table   all figures, side by side, as one command prints them:
//
//	go test ./runtime/speed -run Table -table -v
//
// Where Erlang is installed (erl and erlc), the table has what the BEAM does in
// the same minute, without and with tracing. Another table shows how the figures
// grow with processes and facts; it takes some minutes:
//
//	go test ./runtime/speed -run Growth -growth -timeout 1h -v
//
// # Performance
//
// Where the time goes, and what bounds it. Instructions of the processor are
// counted by valgrind, with the collector off, and are the same on a busy
// machine; a run of some 2,000 operations is taken from one of 6,000:
//
//	GOGC=off GOMAXPROCS=1 valgrind --tool=cachegrind --cache-sim=no \
//	    ./speed.test -test.run xxx -test.bench 'Echo/flight=64$' -test.benchtime 6000x
//
//	                   instructions    allocations    the interpreter alone
//	echo, 64 at a time      118,000            126    75,000 and 120
//	echo, one at a time     121,000            126
//	ping-pong, a round       22,000              9    some 9,000, guessed from a profile
//	spawn and end            20,000             16
//
// BenchmarkFloor is "the interpreter alone": the Lua code of an echo in one
// function of plain gopher-lua, with the tables and objects that the API has to
// hand out, but no processes, messages and facts. A table with fields takes 7
// allocations and about 3 for each further field (two maps, a growing list of
// keys, two boxes for each key), and an echo has eight: three that its Lua code
// makes, the payload, two answers of select, and an EXIT in two. On a busy machine
// the interpreter alone took 12.5 µs of processor time, the whole echo 29.6, and
// before 37.9 (53.5 without the memory that is set aside; each the least of five
// runs in turn). On an idle one the interpreter alone made 61,600 echoes a second, and
// all of it 32,000 to 39,000. The target of 100,000 is beyond what the interpreter does.
//
// Echoes, 64 at a time, came from 167 allocations and 131,000 instructions to
// these by boxes of texts that come again, one case of receiving for each channel,
// one list of cases for each coroutine, a process in one piece with its first
// coroutine, no map for a single monitor, tables of messages in one piece, PIDs
// written once, waits described once, and groups that only their members look at.
// And by the collector: the program sets memory aside that nobody touches (see
// tui/command), these benchmarks did not. With it, the collector takes 8 % instead of 43 %
// of the instructions of an echo.
//
// An echo whose facts are kept takes 1.16 to 1.19 times as long as one whose facts
// are thrown away, which misses the target; it was 1.20 to 1.24 (BenchmarkCapture,
// 60,000 echoes; single runs are up to 0.05 apart). A run in which packing left out
// what it encodes had 1.04: that much are the copy of each fact, what it weighs,
// and the memory that it holds. So packing took five sixths, and a profile of it,
// where facts and tables have left the caches of the processor, showed two fifths of
// that in the compressor. It came from 246 ns a fact to less by indexes in the place
// of maps (187), by texts that are expected where they followed before, and PIDs
// that are not written to be compared (some 175); by blocks of 2,048 facts instead
// of 1,024, since half of what the compressor does is done once a block, and by
// leaving its second half out: bytes that stand for themselves are not made
// shorter. A packed fact takes 3.4 bytes instead of 3.1: larger blocks gain most of
// what that loses. Files have the bytes that they had.
//
// What was tried and dropped:
//
//   - Profile-guided optimisation: 2.1 % fewer instructions for an echo, 4.5 % for
//     ping-pong, 3 % for a spawn, and a minute more of building.
//   - GOGC=400 beside the memory set aside: 6 % less for an echo; a heap of
//     100,000 processes would grow to five times its size.
//   - Events passed by pointer inside of runtime/actor: 0.1 to 0.4 %.
//   - Facts encoded as they come, 128 at a time, while the caches have them: no
//     difference. Their payloads touched four facts ahead: none either.
//   - S2 instead of Zstandard: a quarter less time to encode, and 4.7 bytes a fact
//     instead of 2.9; but its bytes are others on other processors, and so a log
//     that is full would forget other facts there.
//   - Blocks of 4,096 facts: perhaps 1 % less, and twice as long to decode one.
//   - Half as many blocks that are not packed: no difference in the ratio.
//
// What was weighed and not tried: tables of messages that are filled when they are
// first looked at. An EXIT that nobody reads would save 25 allocations of this
// load; but a relay that reads it, as real ones do, would pay a call for each
// field, and every function that reads tables would have to know of it.
//
// Lua code: the interpreter has a loop that counts nothing, and one that asks its
// context before each instruction, by a select on the channel that it gets.
// BenchmarkFloor has the ratio for the cheapest context there is, with threads as
// small as ours: 1.22 to 1.32 for fib. Our threads run in a loop of our own
// instead, with the interpreter's own functions for the operations (see
// runtime/vm/loop.go). It decrements a number for each instruction: fib came from
// 1.26-1.30 to 1.11-1.17, closures from 1.22-1.29 to 1.02-1.14, and reductions are
// what they were. What is left of fib are mostly call frames that grow. Dropped: to
// keep the code of the running function at hand, which has to be looked up at each
// call and return (fib 1.13 when it was 1.11).
//
// A parked process takes 3.0 KB, of 100,000, and took 9.4. A million take as much
// each, and 3.4 GB at the peak, with what the collector needs; the program that
// shows them on its screen took 5.0 GB. Who wants so many has to raise
// limits.total_memory, where a process that waits counts 7 KB. They began in 42 s,
// and in 80 before threads were made in one piece: the VM makes tables for a state
// of its own with each, and throws them away.
//
//	1.6 KB less: threads begin without pointers to the call frames that they may need
//	    one day (1,024 calls deep), with room for 24 values instead of 32, and share
//	    the room for numbers. Our loop makes room for frames when they are needed.
//	4.8 KB less: where many wait, those leave their Go stacks that can do without,
//	    which takes their goroutines, too (see runtime/vm/away.go). The first 1,024
//	    stay, so of 1,000 processes one takes 8.3 KB, and of 10,000, 3.5.
//
// Dropped: to leave for every wait. It would take few processes to 3 KB, too, and
// a round of ping-pong from 5.4 to 6.1 µs (medians of ten runs in turn). As it is,
// all of this costs nothing: of 25 runs in turn, an echo, 64 at a time, took 24.5 µs
// before and 22.1 now at the least, 28.3 and 28.4 in the median; a round of ping-pong
// 3.5 and 3.5, 4.6 and 4.3. A second of 10,000 tickers took 4.5 and 3.7 % of a core,
// the least of three. A call that is in a metamethod, an iterator, pcall, a tail call
// or a Lua coroutine waits on the stack, as the interpreter's own functions lie there;
// so do readline, exec and a send that nobody takes.
//
// Of the 3 KB, 1.3 KB are the Lua thread, of which 0.7 KB are the first eight call
// frames and 0.4 KB registers; 0.7 KB are the process, and 0.9 KB its fiber, channel,
// globals and place in queues.
//
// Growth: what others do beside processes that wait, for each second of processor
// time, with what the collector takes. The machine had two cores and four times as
// much to do, so differences below a fifth mean nothing:
//
//	beside            100     1,000    10,000   100,000
//	echo           32,000    27,000    25,000    19,000
//	  64 at a time 42,000    35,000    25,000    18,000
//	to and fro    187,000   196,000   176,000   197,000
//	spawn, end    138,000   113,000   110,000    65,000
//
// Nothing that we do at a message or a spawn depends on how many processes there
// are: to and fro, which leaves little garbage, stays as it is. What falls is the
// collector's part, and what the caches of the processor hold. The collector looks
// at all that waits each time as much again has become garbage. Beside few processes
// the memory that is set aside puts that off; beside 100,000 it is 31 % of an echo,
// more than half of that for their stacks, and done to more than half by a core that
// had nothing else to do. It comes the less often the more there is, so that it should
// not get much more from there on. All of this was measured when each that waits had
// a stack of its own. Since they leave it, and with little else running, 64 at a time
// are 48,800, 47,000, 34,000 and 20,800: it is not the stacks alone.
//
// To end a process that waits takes 8 µs, of 100,000 18; it was 27 and 31 with a
// stack trace that nobody reads. Making and ending the crowd is in none of these.
//
// Keys: a frame comes 16 ms after the one before at the soonest, which is most of
// the 18.5 ms in the median. Where little else ran, 99 of 100 keys took 25 to 31 ms
// beside a node that runs flat out: up to 13 until the key was handled (the node
// gives way each 2 ms, facts are taken in pieces of 2 ms), and up to 11 from when a
// frame was due until it was written. The collector is not it (27 ms without).
// Where others want the cores, too, it is 50 to 150 ms. Tried and dropped, with no
// difference that could be told from noise: three or four threads at a time
// (GOMAXPROCS), a node that gives way each 0.5 ms, and pieces of 1,000 facts, with
// which a long log is read more slowly.
package speed
