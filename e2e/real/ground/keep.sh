#!/bin/sh
# keep.sh SIGNAL DIRECTORY COMMAND…
# Runs COMMAND for as long as our standard input stays open, then ends the whole process group and removes DIRECTORY.
# Standard input is a pipe from the test process: the kernel closes it however that process dies, SIGKILL included.
signal=$1 directory=$2
shift 2
trap : TERM INT QUIT HUP # a trap, not '': ignored signals would be inherited by COMMAND
exec 3<&0
"$@" </dev/null 3<&- &
child=$!
(
  trap '' TERM INT QUIT HUP
  cat <&3 >/dev/null
  # Said again until heard: a server that has only just started loses a signal now and then.
  for _ in $(seq 40); do
    kill -s "$signal" -- "-$$" 2>/dev/null
    sleep 0.25
  done
  kill -s KILL "$child" 2>/dev/null
) &
while kill -0 "$child" 2>/dev/null; do wait "$child"; done
trap '' TERM INT QUIT HUP # inherited by rm, which must not be stopped half-way
rm -rf "$directory"
kill -s KILL -- "-$$"
