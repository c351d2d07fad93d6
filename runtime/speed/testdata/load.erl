%% What the loads of speed do, for Erlang's machine: one row a load, in the
%% columns of the table.
-module(load).
-export([main/0]).

main() ->
    Echoes = 100000,
    row("BEAM, untraced: echo, one at a time", "echoes/s", rate(Echoes, fun() -> echo(Echoes, 1) end)),
    row("BEAM, untraced: 64 under way", "echoes/s", rate(Echoes, fun() -> echo(Echoes, 64) end)),
    row("BEAM, traced: echo, one at a time", "echoes/s", rate(Echoes, fun() -> traced(fun() -> echo(Echoes, 1) end) end)),
    row("BEAM, traced: 64 under way", "echoes/s", rate(Echoes, fun() -> traced(fun() -> echo(Echoes, 64) end) end)),
    Balls = 500000,
    row("BEAM, untraced: ping-pong", "messages/s", 2 * rate(Balls, fun() -> pingpong(Balls) end)),
    row("BEAM, untraced: spawn and end", "processes/s", rate(Balls, fun() -> spawning(Balls) end)),
    halt(0).

row(Name, Unit, Figure) ->
    io:format("~s\t~B\t~s\t\t\t~n", [Name, round(Figure), Unit]).

%% How often a second, where Load does Count of it.
rate(Count, Load) ->
    Begin = erlang:monotonic_time(microsecond),
    Load(),
    Count * 1000000 / max(1, erlang:monotonic_time(microsecond) - Begin).

%% A relay makes a monitored worker for each message; the worker answers.
echo(Total, Flight) ->
    Relay = spawn(fun relay/0),
    [Relay ! {echo, self(), <<"hello">>} || _ <- lists:seq(1, Flight)],
    answers(Relay, Total, Total - Flight),
    exit(Relay, kill).

answers(_, 0, _) -> ok;
answers(Relay, Left, Unsent) ->
    receive {answer, _, _} -> ok end,
    if Unsent > 0 -> Relay ! {echo, self(), <<"hello">>}; true -> ok end,
    answers(Relay, Left - 1, Unsent - 1).

relay() ->
    receive
        {echo, Sender, Data} ->
            spawn_monitor(fun() -> Sender ! {answer, string:uppercase(Data), self()} end);
        {'DOWN', _, process, _, _} -> ok
    end,
    relay().

%% Every message, and the life of every process, goes to somebody who keeps it.
traced(Load) ->
    Self = self(),
    Keeper = spawn_link(fun() -> keep([]) end),
    Runner = spawn(fun() -> receive go -> Load(), Self ! done end end),
    erlang:trace(Runner, true, [send, 'receive', procs, set_on_spawn, timestamp, {tracer, Keeper}]),
    Runner ! go,
    receive done -> ok end,
    Keeper ! {count, Self},
    receive {kept, Count} when Count > 0 -> ok end.

keep(Kept) ->
    receive
        {count, Who} -> Who ! {kept, length(Kept)};
        Fact -> keep([Fact | Kept])
    end.

pingpong(Balls) ->
    Self = self(),
    Other = spawn(fun() -> pong(Self) end),
    [begin Other ! N, receive N -> ok end end || N <- lists:seq(1, Balls)],
    exit(Other, kill).

pong(Other) ->
    receive N -> Other ! N end,
    pong(Other).

spawning(0) -> ok;
spawning(N) ->
    spawn(fun() -> ok end),
    spawning(N - 1).
