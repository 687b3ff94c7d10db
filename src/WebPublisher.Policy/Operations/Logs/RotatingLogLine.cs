namespace WebPublisher.Policy.Operations.Logs;

/// <summary>One formatted line on its way to the file.</summary>
/// <param name="Buffer">Rented; whoever takes the line returns it.</param>
/// <param name="Length">Bytes of the line, its line feed included.</param>
/// <param name="Day">The UTC day it is about.</param>
/// <param name="Target">The policy it was accepted under.</param>
internal readonly record struct RotatingLogLine(byte[] Buffer, int Length, DateOnly Day, RotatingLogPolicy Target);
