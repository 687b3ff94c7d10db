namespace WebPublisher.Policy.Operations.Logs;

/// <summary>Which file of a log: the day of its lines, and which of that day's.</summary>
/// <param name="Day">The UTC day.</param>
/// <param name="Index">0 for the day's first file.</param>
public readonly record struct RotatingLogFileName(DateOnly Day, int Index);
