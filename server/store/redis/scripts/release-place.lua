-- Gives back a place in an area that its conversation has left. ARGV: booking, what became of it.
release(ARGV[1], ARGV[2])
return 1
