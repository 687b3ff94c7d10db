namespace WebPublisher.Waf.Matching.Automata;

/// <summary>
/// A pattern as a non-deterministic automaton: places with what each of them does. Bytes that the pattern does not tell apart are of one class.
/// </summary>
/// <param name="Classes">The class of each byte.</param>
/// <param name="ClassCount">How many classes there are; one more stands for the end of the text.</param>
/// <param name="Operations">What each place does.</param>
/// <param name="Next">Where each place goes on.</param>
/// <param name="Other">
/// Where a <see cref="Operation.Split"/> goes on, too, if what is preferred leads to no match; of a <see cref="Operation.Take"/> the number of its set, of a
/// <see cref="Operation.Note"/> what is noted.
/// </param>
/// <param name="Members">For each set and class, whether the class belongs to the set.</param>
/// <param name="Start">The first place.</param>
/// <param name="TellsWords">For each class, whether its bytes are characters of words; null where no boundary of words is asked for.</param>
/// <param name="LineFeedClass">The class of the line feed; -1 where no line is asked for.</param>
internal sealed record StepProgram(
    byte[] Classes, int ClassCount, Operation[] Operations, int[] Next, int[] Other, bool[] Members, int Start, bool[]? TellsWords, int LineFeedClass)
{
    /// <summary>The class that stands for the end of the text.</summary>
    public int EndClass => ClassCount;
}
