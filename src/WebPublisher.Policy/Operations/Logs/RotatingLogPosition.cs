namespace WebPublisher.Policy.Operations.Logs;

/// <summary>A place in a log.</summary>
/// <param name="File">The file.</param>
/// <param name="Offset">Bytes before it in that file.</param>
public readonly record struct RotatingLogPosition(RotatingLogFileName File, long Offset);
