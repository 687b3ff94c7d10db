namespace WebPublisher.Waf.Matching.Automata;

/// <summary>
/// Tells where a match that begins at a known place ends, and its groups, as a backtracking engine would: all ways to match are followed side by side in the order in which that
/// one would try them, each with what it noted, and of two that come to one place the preferred one goes on (Pike's algorithm). Time is linear in the match. Thread safe.
/// </summary>
/// <param name="program">A program that notes groups.</param>
/// <param name="slotCount">How many places it notes, at most.</param>
internal sealed class GroupFinder(StepProgram program, int slotCount)
{
    private GroupThreads? _spare;

    /// <summary>Finds the end and the groups.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where the match begins.</param>
    /// <param name="slots">Takes what was noted, -1 for what was not.</param>
    /// <returns>Where the match ends; -1 where there is none, or where it takes too much to tell.</returns>
    public int Find(ReadOnlySpan<char> text, int start, Span<int> slots)
    {
        var threads = Interlocked.Exchange(ref _spare, null) ?? new GroupThreads(program, slotCount);
        var end = threads.Run(text, start, slots);
        _spare = threads;
        return end;
    }
}
