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
// Where the time goes, and what bounds it. What an operation takes of a processor,
// and how often it asks for memory, before tables of few fields were one allocation
// and now; the least and the median of four runs in turn, where nothing else was
// to run:
//
//	                            before               now       allocations
//	echo, one at a time    24.4, 34.7 µs    15.9, 17.4 µs    122, now 47
//	echo, 64 at a time     28.5, 30.2       15.3, 16.1       120, now 46
//	ping-pong, a round      5.0,  5.1        3.8,  4.1         8
//	spawn and end           6.3,  6.7        4.9,  5.1        16, now 9
//
// By the clock these are, in the median and at best, 56,000 and 66,000 echoes a
// second one at a time, 63,000 and 67,000 of 64, 430,000 and 497,000 messages,
// 187,000 and 193,000 processes. A machine that shares its processors with others
// takes twice as long in some minutes. In a good one the table said 57,900 and
// 85,000 echoes, 734,000 messages and 280,000 processes, and of the BEAM, traced in
// the same minute, 40,700 and 58,700 echoes.
//
// Of an echo, 64 at a time, by a profile of 900,000, so that less than one in a
// hundred is chance:
//
//	 %
//	63  Lua code, and what it calls. In it are
//	        14  spawn: 6 to run the chunk of the worker's file, 3 for process and fiber
//	        10  select: 4 for what was received as tables, 3 for the answer, 1 to wait
//	         9  send: 5 to copy what is sent, 3 to find who gets it, and to tell
//	        12  receive, payload, data and upper: 7, and calling functions as such
//	        13  tables, closures and fields that the code makes and reads: 4 the tables
//	         4  the loop that counts instructions and finds what they do
//	19  facts that are kept: 15 to pack them, 4 in the log
//	10  turns of processes: 7 for the end of one and those who hear of it
//	 3  what the node learns from facts
//	 5  the collector, changes from stack to stack, and the rest
//
// Through all of it go 17 for memory that is asked for, and 6 to wipe and sweep it. So
// the targets of 100,000 and 120,000 are missed, and there is no one thing that they
// are missed by: to reach them, a third and close to a half of the time would have to
// go, which is more than all facts take, or all memory. Ping-pong misses a million by as
// much: a fifth of it are facts, three for each message, and a third is sending.
//
// BenchmarkFloor is the Lua code of an echo in one function of plain gopher-lua,
// with the tables and objects that the API has to hand out, but no processes,
// messages and facts: 59,000 to 64,000 echoes a second, in the same minute, with
// 120 allocations. Until our tables were others than the interpreter's, it was
// the bound of all that could be reached. A table with fields takes 7 allocations
// there and about 3 for each further field (two maps, a growing list of keys, two
// boxes for each key), and an echo has about a dozen.
//
// What made the difference:
//
//   - Tables of up to eight fields in one allocation (runtime/vm/small.go): a third
//     of an echo, and most of what a spawn gained.
//   - Functions of the library that are found at once (offers.go), and calls and
//     returns of our own (calls.go): 3 to 11 % of an echo, most of a quarter of
//     ping-pong; receivers that are found without reading their PID: the rest.
//
// Weighed and not done, as each would gain less than 3 % by the profile and make
// something harder to see through: processes and fibers that are used again (1 %
// each), messages in one piece with a payload (1 %), one function for the chunk of
// a file that all its processes share (1 %, 3 of a spawn), facts that are not wiped
// when they are packed but written over (2 %; payloads would outlive them).
//
// Before that, echoes, 64 at a time, came from 167 allocations to 126 by boxes of texts that come again, one case of receiving for each channel,
// one list of cases for each coroutine, a process in one piece with its first
// coroutine, no map for a single monitor, tables of messages in one piece, PIDs
// written once, waits described once, and groups that only their members look at.
// And by the collector: the program sets memory aside that nobody touches (see
// tui/command), these benchmarks did not. With it, the collector takes 8 % instead of 43 %
// of the instructions of an echo.
//
// An echo whose facts are kept takes 1.21 to 1.29 times as long as one whose facts
// are thrown away, which misses the target (BenchmarkCapture, 60,000 echoes; single
// runs are up to 0.05 apart). Before echoes took half as long it was 1.16 to 1.19:
// facts take some 3 µs of 15, and took 4 to 5 of 30. Before they were packed as
// quickly as now it was 1.20 to 1.24. A run in which packing left out
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
//   - Registers that are emptied one by one after a call, as they are few: 0 to 3 %
//     of ping-pong.
//   - Tables that keep the interpreter's map of fields and leave out its other one:
//     two fifths of the time that the interpreter takes for one, where a small table
//     takes a tenth.
//
// What was weighed and not tried: tables of messages that are filled when they are
// first looked at. An EXIT that nobody reads would save two allocations of this
// load; but a relay that reads it, as real ones do, would pay a call for each field.
//
// Lua code: the interpreter has a loop that counts nothing, and one that asks its
// context before each instruction, by a select on the channel that it gets.
// BenchmarkFloor has the ratio for the cheapest context there is, with threads as
// small as ours: 1.22 to 1.32 for fib. Our threads run in a loop of our own
// instead, with the interpreter's own functions for most operations (see
// runtime/vm/loop.go and operations.go). It decrements a number for each instruction: fib came from
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
// time, with what the collector takes; and the same before threads left their Go
// stacks and tables were small, on a machine that had four times as much to do. The
// table was printed twice, rows of the same tree are up to a third apart:
//
//	beside            100     1,000    10,000   100,000    before: 100   100,000
//	echo           57,000    52,000    49,000    43,000         32,000    19,000
//	  64 at a time 80,000    70,000    68,000    46,000         42,000    18,000
//	to and fro    290,000   265,000   267,000   201,000        187,000   197,000
//	spawn, end    238,000   210,000   164,000   122,000        138,000    65,000
//
// Nothing that we do at a message or a spawn depends on how many processes there
// are. What falls is the collector's part, and what the caches of the processor hold.
// The collector looks at all that waits each time as much again has become garbage.
// Beside few processes the memory that is set aside puts that off; beside 100,000 it
// was 31 % of an echo, when that left twice as much garbage. It comes the less often
// the more there is, so that it should not get much more from there on.
//
// A fact in a log of 10,000 takes 119 bytes, as the last are not packed, of 10
// million 1.8. To keep facts takes 1.24 to 1.37 times as long as to throw them away
// for any number of them.
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
