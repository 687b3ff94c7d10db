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
/// where some matches with overlapping alternatives end, and it loses the groups of texts that end in a line feed.
/// </remarks>
public sealed class CompiledPattern
{
    /// <summary>What a pattern that takes backtracking may spend on one text.</summary>
    public static readonly TimeSpan BacktrackingBudget = TimeSpan.FromMilliseconds(100);

    /// <summary>What telling the groups of one match may take.</summary>
    public static readonly TimeSpan CaptureBudget = TimeSpan.FromMilliseconds(100);

    /// <summary>Values longer than this are cut around the match before groups are told apart, in characters.</summary>
    public const int LongestCaptured = 16 * 1024;

    private const RegexOptions Options = RegexOptions.Singleline | RegexOptions.CultureInvariant;

    private LazyAutomaton? _forward;
    private LazyAutomaton? _backward;
    private Regex? _anywhere;
    private Regex? _fromStart;

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

    private Regex FromStart => _fromStart ?? Keep(ref _fromStart, new Regex($"\\G(?:{Pattern.Text})", Options, CaptureBudget));

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
        catch (RegexMatchTimeoutException)
        {
            gaveUp = true;
            return false;
        }
    }

    /// <summary>Finds the first match from a place on, and its groups.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where to begin; what stands before is still seen by lookbehinds and boundaries.</param>
    /// <param name="groups">Takes the match and its groups from 1 on; a group that took no part is empty.</param>
    /// <param name="match">Where it is.</param>
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

        int index, end;
        if (Pattern.IsLinear)
        {
            // Most texts have no match, and this tells so soonest. That there is one is known then, even if where it begins would take too much.
            if (!Forward.IsMatch(text.Span, start, out end, out gaveUp))
            {
                return false;
            }

            index = Backward.FindStart(text.Span, start) is var found and >= 0 ? found : end;
        }
        else if (!TrySearch(text.Span, start, out index, out end, out gaveUp))
        {
            return false;
        }

        match = new CapturedMatch(index, Math.Max(end - index, 0), 0);
        try
        {
            match = Pattern.GroupCount == 0 ? Measure(text.Span, match) : Capture(text, match, groups);
        }
        catch (RegexMatchTimeoutException)
        {
            // Where it begins is known; only its groups and perhaps its end are not.
        }

        groups[0] = text.Slice(match.Index, match.Length);
        return true;
    }

    /// <summary>Does the match again from where it begins, by backtracking as PCRE does, for its end.</summary>
    private CapturedMatch Measure(ReadOnlySpan<char> text, CapturedMatch match)
    {
        foreach (var found in FromStart.EnumerateMatches(text, match.Index))
        {
            return match with { Length = found.Length };
        }

        return match;
    }

    /// <summary>Does the match again, for its groups.</summary>
    private CapturedMatch Capture(ByteText text, CapturedMatch match, Span<ByteText> groups)
    {
        // A character before is what boundaries and lines look at.
        var from = text.Length > LongestCaptured ? Math.Max(match.Index - 1, 0) : 0;
        var again = FromStart.Match(text.Slice(from, Math.Min(text.Length - from, LongestCaptured)).Span.ToString(), match.Index - from);
        if (!again.Success)
        {
            return match;
        }

        var last = 0;
        for (var number = 1; number < again.Groups.Count; number++)
        {
            if (again.Groups[number] is { Success: true } group)
            {
                last = number;
                if (number < groups.Length)
                {
                    groups[number] = text.Slice(from + group.Index, group.Length);
                }
            }
        }

        return match with { Length = again.Length, LastGroup = last };
    }

    private bool TrySearch(ReadOnlySpan<char> text, int start, out int index, out int end, out bool gaveUp)
    {
        (index, end) = (0, 0);
        if (!Forward.IsMatch(text, start, out _, out gaveUp) && !gaveUp)
        {
            return false;
        }

        gaveUp = false;
        try
        {
            foreach (var match in Anywhere.EnumerateMatches(text, start))
            {
                (index, end) = (match.Index, match.Index + match.Length);
                return true;
            }
        }
        catch (RegexMatchTimeoutException)
        {
            gaveUp = true;
        }

        return false;
    }

    private static T Keep<T>(ref T? field, T made)
        where T : class => Interlocked.CompareExchange(ref field, made, null) ?? made;
}
