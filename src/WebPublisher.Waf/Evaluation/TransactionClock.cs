using WebPublisher.Waf.Compilation;
using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Evaluation;

/// <summary>When a transaction began, how long it lasts, and how much of that was spent on judging it.</summary>
internal sealed class TransactionClock(TimeProvider time)
{
    private long _began;
    private long _judgingSince;
    private long _judged;

    /// <summary>Seconds since 1970 when the transaction began.</summary>
    public long UnixSeconds { get; private set; }

    /// <summary>Begins a transaction.</summary>
    public void Begin()
    {
        _began = time.GetTimestamp();
        _judged = 0;
        UnixSeconds = time.GetUtcNow().ToUnixTimeSeconds();
    }

    /// <summary>Begins a phase.</summary>
    public void BeginJudging() => _judgingSince = time.GetTimestamp();

    /// <summary>Ends a phase.</summary>
    public void EndJudging() => _judged += time.GetTimestamp() - _judgingSince;

    /// <summary>What was spent on all phases so far.</summary>
    public TimeSpan Judged => time.GetElapsedTime(0, _judged + (time.GetTimestamp() - _judgingSince));

    /// <summary>Reads a variable of time; false for any other.</summary>
    public bool TryRead(Variable variable, TextArena arena, out ByteText value)
    {
        if (variable == Variable.Duration)
        {
            value = arena.AddNumber((long)time.GetElapsedTime(_began).TotalMicroseconds);
            return true;
        }

        value = default;
        if (variable is < Variable.Time or > Variable.TimeYear)
        {
            return false;
        }

        var now = time.GetLocalNow();
        value = variable switch
        {
            Variable.Time => arena.Add($"{now:HH:mm:ss}"),
            Variable.TimeDay => arena.AddNumber(now.Day),
            Variable.TimeEpoch => arena.AddNumber(now.ToUnixTimeSeconds()),
            Variable.TimeHour => arena.AddNumber(now.Hour),
            Variable.TimeMin => arena.AddNumber(now.Minute),
            Variable.TimeMon => arena.AddNumber(now.Month),
            Variable.TimeSec => arena.AddNumber(now.Second),
            Variable.TimeWday => arena.AddNumber((int)now.DayOfWeek),
            _ => arena.AddNumber(now.Year),
        };
        return true;
    }
}
