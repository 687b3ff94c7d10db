using System.Text.RegularExpressions;
using WebPublisher.Waf.Matching.Automata;
using WebPublisher.Waf.Matching.Patterns;
using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Matching;

/// <summary>
/// A pattern ready to be matched: by an automaton in time linear to the text where nothing in it takes backtracking, by the class library's regular expressions under a budget
/// of time otherwise. Either is made when a text first needs it: nine patterns of ten are never asked. Thread safe.
/// </summary>
/// <remarks>
/// The class library's own linear engine (RegexOptions.NonBacktracking, .NET 10.0) was tried and left: making its expressions for a rule set takes seconds, it is wrong about
/// where some matches with overlapping alternatives end, and it loses the groups of texts that end in a line feed. Its backtracking engine is wrong about some loops around
/// what may be empty, up to loops that only end where its stack does.
/// </remarks>
public sealed class CompiledPattern
{
    /// <summary>What a pattern that takes backtracking may spend on one text.</summary>
    public static readonly TimeSpan BacktrackingBudget = TimeSpan.FromMilliseconds(100);

    /// <summary>Groups from here on are not told apart: mod_security2 captures nothing of a match in which one of them takes part.</summary>
    public const int HighestGroup = 15;

    private const RegexOptions Options = RegexOptions.Singleline | RegexOptions.CultureInvariant;

    private LazyAutomaton? _forward;
    private LazyAutomaton? _backward;
    private Regex? _anywhere;
    private GroupFinder? _groups;

    /// <summary>Takes a translated pattern.</summary>
    public CompiledPattern(TranslatedPattern pattern)
    {
        Pattern = pattern;
    }

    /// <summary>What is known of the pattern.</summary>
    public TranslatedPattern Pattern { get; }

    private LazyAutomaton Forward => _forward ?? Keep(ref _forward, new LazyAutomaton(
        StepProgramCompiler.Compile(Pattern.IsLinear ? Pattern.Tree : LinearApproximation.Of(Pattern.Tree), isReversed: false), stopsAtMatch: true));

    private LazyAutomaton Backward => _backward ?? Keep(ref _backward, new LazyAutomaton(StepProgramCompiler.Compile(Pattern.Tree, isReversed: true), stopsAtMatch: false));

    private Regex Anywhere => _anywhere ?? Keep(ref _anywhere, new Regex(Pattern.Text, Options, BacktrackingBudget));

    private int LastNoted => Math.Min(Pattern.GroupCount, HighestGroup);

    private GroupFinder Groups => _groups ?? Keep(ref _groups, new GroupFinder(StepProgramCompiler.CompileGroups(Pattern.Tree, LastNoted), 2 * (LastNoted + 1)));

    /// <summary>Whether it matches somewhere in a text; a text that would take too much counts as not matching.</summary>
    /// <param name="text">Characters of <see cref="ByteText"/>.</param>
    public bool IsMatch(ReadOnlySpan<char> text) => IsMatch(text, out _);

    /// <summary>Whether it matches somewhere in a text.</summary>
    /// <param name="text">Characters of <see cref="ByteText"/>.</param>
    /// <param name="gaveUp">Whether the text would take too much; it then counts as not matching.</param>
    public bool IsMatch(ReadOnlySpan<char> text, out bool gaveUp)
    {
        gaveUp = false;
        if (text.Length < Pattern.MinimumLength)
        {
            return false;
        }

        // Where backtracking is needed, the automaton is of an approximation, whose giving up says nothing.
        var mayMatch = Forward.IsMatch(text, 0, out _, out gaveUp);
        if (Pattern.IsLinear || (!mayMatch && !gaveUp))
        {
            return mayMatch;
        }

        gaveUp = false;
        try
        {
            return Anywhere.IsMatch(text);
        }
        catch (Exception e) when (e is RegexMatchTimeoutException or OverflowException)
        {
            gaveUp = true;
            return false;
        }
    }

    /// <summary>Finds the first match from a place on, and its groups.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where to begin; what stands before is still seen by lookbehinds and boundaries.</param>
    /// <param name="groups">Takes the match and its groups from 1 on; a group that took no part is empty.</param>
    /// <param name="match">Where it is, and the last group; groups from <see cref="HighestGroup"/> on count as that one.</param>
    /// <param name="gaveUp">As above.</param>
    public bool TryCapture(ByteText text, int start, Span<ByteText> groups, out CapturedMatch match, out bool gaveUp)
    {
        groups.Clear();
        match = default;
        gaveUp = false;
        if (text.Length < Pattern.MinimumLength)
        {
            return false;
        }

        return Pattern.IsLinear ? TryCaptureLinear(text, start, groups, out match, out gaveUp) : TryCaptureByBacktracking(text, start, groups, out match, out gaveUp);
    }

    private bool TryCaptureLinear(ByteText text, int start, Span<ByteText> groups, out CapturedMatch match, out bool gaveUp)
    {
        // Most texts have no match, and this tells so soonest.
        match = default;
        if (!Forward.IsMatch(text.Span, start, out var end, out gaveUp))
        {
            return false;
        }

        // That there is a match is known now, even if the rest would take too much.
        var index = Backward.FindStart(text.Span, start) is var found and >= 0 ? found : end;
        Span<int> slots = stackalloc int[2 * (LastNoted + 1)];
        end = Groups.Find(text.Span, index, slots) is var exact and >= 0 ? exact : Math.Max(end, index);
        var last = 0;
        for (var number = 1; number <= LastNoted; number++)
        {
            if (slots[(2 * number) + 1] >= 0)
            {
                last = number;
                if (number < groups.Length)
                {
                    groups[number] = text.Slice(slots[2 * number], slots[(2 * number) + 1] - slots[2 * number]);
                }
            }
        }

        match = new CapturedMatch(index, end - index, last);
        groups[0] = text.Slice(index, end - index);
        return true;
    }

    private bool TryCaptureByBacktracking(ByteText text, int start, Span<ByteText> groups, out CapturedMatch match, out bool gaveUp)
    {
        match = default;
        if (!Forward.IsMatch(text.Span, start, out _, out gaveUp) && !gaveUp)
        {
            return false;
        }

        gaveUp = false;
        try
        {
            var found = Anywhere.Match(text.Span.ToString(), start);
            if (!found.Success)
            {
                return false;
            }

            var last = 0;
            for (var number = 0; number < found.Groups.Count; number++)
            {
                if (found.Groups[number] is { Success: true } group)
                {
                    last = number;
                    if (number < groups.Length)
                    {
                        groups[number] = text.Slice(group.Index, group.Length);
                    }
                }
            }

            match = new CapturedMatch(found.Index, found.Length, last);
            return true;
        }
        catch (Exception e) when (e is RegexMatchTimeoutException or OverflowException)
        {
            gaveUp = true;
            return false;
        }
    }

    private static T Keep<T>(ref T? field, T made)
        where T : class => Interlocked.CompareExchange(ref field, made, null) ?? made;
}
