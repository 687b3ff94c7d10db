using System.Text.RegularExpressions;
using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Matching;

/// <summary>
/// A pattern ready to be matched. The regular expression itself is made when a text first needs it: nine in ten are never asked. Thread safe.
/// </summary>
public sealed class CompiledPattern
{
    /// <summary>What a pattern that takes backtracking may spend on one text.</summary>
    public static readonly TimeSpan BacktrackingBudget = TimeSpan.FromMilliseconds(100);

    /// <summary>What telling the groups of one match may take.</summary>
    public static readonly TimeSpan CaptureBudget = TimeSpan.FromMilliseconds(20);

    /// <summary>Values longer than this are cut around the match before groups are told apart, in characters.</summary>
    public const int LongestCaptured = 16 * 1024;

    // The class library refuses patterns for its linear engine from an estimated size on, lest a stranger's pattern take too much; ours come with the rule set.
    // It reads this when a regular expression is made.
    private const string SizeSwitch = "REGEX_NONBACKTRACKING_MAX_AUTOMATA_SIZE";
    private const int LargestAutomaton = 1_000_000;

    private const RegexOptions Options = RegexOptions.Singleline | RegexOptions.CultureInvariant;

    private readonly TranslatedPattern _pattern;
    private Regex? _regex;
    private Regex? _fromStart;

    static CompiledPattern()
    {
        if (AppContext.GetData(SizeSwitch) is null)
        {
            AppContext.SetData(SizeSwitch, LargestAutomaton);
        }
    }

    /// <summary>Takes a translated pattern.</summary>
    public CompiledPattern(TranslatedPattern pattern)
    {
        _pattern = pattern;
    }

    /// <summary>What is known of the pattern.</summary>
    public TranslatedPattern Pattern => _pattern;

    private Regex Regex => _regex ?? Make();

    /// <summary>Whether it matches somewhere in a text.</summary>
    /// <param name="text">Characters of <see cref="ByteText"/>.</param>
    /// <exception cref="RegexMatchTimeoutException">It took more than <see cref="BacktrackingBudget"/>; never for a pattern that is linear.</exception>
    public bool IsMatch(ReadOnlySpan<char> text) => text.Length >= _pattern.MinimumLength && Regex.IsMatch(text);

    /// <summary>Finds the first match from a place on.</summary>
    /// <param name="text">Characters of <see cref="ByteText"/>.</param>
    /// <param name="start">Where to begin; what stands before is still seen by lookbehinds and boundaries.</param>
    /// <param name="index">Where the match begins.</param>
    /// <param name="length">Its length.</param>
    /// <exception cref="RegexMatchTimeoutException">As above.</exception>
    public bool TryFind(ReadOnlySpan<char> text, int start, out int index, out int length)
    {
        (index, length) = (0, 0);
        if (text.Length >= _pattern.MinimumLength)
        {
            foreach (var match in Regex.EnumerateMatches(text, start))
            {
                (index, length) = (match.Index, match.Length);
                return true;
            }
        }

        return false;
    }

    /// <summary>Tells exactly what a match that <see cref="TryFind"/> found is, and its groups.</summary>
    /// <remarks>
    /// The class library's linear engine is right about whether and where a match begins, but not always about where it ends where alternatives overlap, and it loses groups
    /// of texts that end in a line feed (.NET 10.0). So the match is done again from its beginning on with backtracking, as PCRE does it, and a budget of time.
    /// </remarks>
    /// <param name="text">The text.</param>
    /// <param name="index">Where the match begins.</param>
    /// <param name="length">Its length as found.</param>
    /// <param name="groups">Takes the match and its groups from 1 on; a group that took no part is empty.</param>
    /// <returns>The number of the last group that took part; 0 for none.</returns>
    public int Capture(ByteText text, int index, int length, Span<ByteText> groups)
    {
        groups.Clear();
        groups[0] = text.Slice(index, length);
        var regex = _fromStart ?? MakeFromStart();
        try
        {
            if (_pattern.GroupCount > 0)
            {
                return CaptureGroups(regex, text, index, groups);
            }

            foreach (var match in regex.EnumerateMatches(text.Span, index))
            {
                groups[0] = text.Slice(match.Index, match.Length);
                break;
            }
        }
        catch (RegexMatchTimeoutException)
        {
            // That it matches is known; only the details of what are not.
        }

        return 0;
    }

    /// <summary>Makes the regular expression now rather than with the first text.</summary>
    public void Prepare() => _ = Regex;

    private static int CaptureGroups(Regex regex, ByteText text, int index, Span<ByteText> groups)
    {
        // A character before and two behind are what boundaries and ends of lines look at.
        var isCut = text.Length > LongestCaptured;
        var from = isCut ? Math.Max(index - 1, 0) : 0;
        var match = regex.Match(text.Slice(from, Math.Min(text.Length - from, LongestCaptured)).Span.ToString(), index - from);
        if (!match.Success)
        {
            return 0;
        }

        groups[0] = text.Slice(from + match.Index, match.Length);
        var last = 0;
        for (var number = 1; number < match.Groups.Count; number++)
        {
            if (match.Groups[number] is { Success: true } group)
            {
                last = number;
                if (number < groups.Length)
                {
                    groups[number] = text.Slice(from + group.Index, group.Length);
                }
            }
        }

        return last;
    }

    private Regex Make()
    {
        var regex = _pattern.IsLinear ? new Regex(_pattern.Text, Options | RegexOptions.NonBacktracking) : new Regex(_pattern.Text, Options, BacktrackingBudget);
        return Interlocked.CompareExchange(ref _regex, regex, null) ?? regex;
    }

    private Regex MakeFromStart()
    {
        var regex = new Regex($"\\G(?:{_pattern.Text})", Options, CaptureBudget);
        return Interlocked.CompareExchange(ref _fromStart, regex, null) ?? regex;
    }
}
