namespace WebPublisher.Policy.Operations.Logs;

/// <summary>What a log's files are called, and what stands in them beside its lines.</summary>
public abstract class RotatingLogFormat
{
    /// <summary>How its files are called.</summary>
    public abstract RotatingLogNames Names { get; }

    /// <summary>The lines that begin a file, or a part of it written by another process.</summary>
    /// <param name="now">When it begins.</param>
    /// <param name="isNewFile">Whether the file is empty so far.</param>
    public abstract byte[] Header(DateTimeOffset now, bool isNewFile);

    /// <summary>A remark that lines are missing.</summary>
    public abstract byte[] Loss(DateTimeOffset now, long lines);
}
