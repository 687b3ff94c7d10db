using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Operators;

/// <summary>What an operator is given beside the value, and where it leaves what it found. One for each transaction.</summary>
/// <param name="arena">Where texts of the transaction lie.</param>
public sealed class OperatorContext(TextArena arena)
{
    /// <summary>How many groups are captured: <c>TX:0</c> to <c>TX:9</c>.</summary>
    public const int MaximumCaptures = 10;

    private readonly ByteText[] _captures = new ByteText[MaximumCaptures];

    /// <summary>Where texts of the transaction lie.</summary>
    public TextArena Arena { get; } = arena;

    /// <summary>The operator's argument with its macros expanded; only set for arguments that have macros.</summary>
    public ByteText Argument { get; set; }

    /// <summary>Whether the rule has the action <c>capture</c>: if not, finding groups is a waste.</summary>
    public bool WantsCaptures { get; set; }

    /// <summary>How many groups the last match captured.</summary>
    public int CaptureCount { get; private set; }

    /// <summary>Whether an operator gave up because a value would have cost too much: the value counts as not matched, and the transaction tells of it (<c>TX:MSC_PCRE_LIMITS_EXCEEDED</c>).</summary>
    public bool LimitExceeded { get; set; }

    /// <summary>What the last match captured.</summary>
    public ByteText Captured(int group) => _captures[group];

    /// <summary>Keeps a group; groups from 10 on are dropped.</summary>
    public void Capture(int group, ByteText text)
    {
        if (group < MaximumCaptures)
        {
            _captures[group] = text;
            CaptureCount = Math.Max(CaptureCount, group + 1);
        }
    }

    /// <summary>Forgets captures before the next operator.</summary>
    public void ClearCaptures() => CaptureCount = 0;
}
