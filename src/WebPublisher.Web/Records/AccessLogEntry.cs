using WebPublisher.Policy.Operations;

namespace WebPublisher.Web.Records;

/// <summary>One formatted line on its way to the file.</summary>
/// <param name="Buffer">Rented; whoever takes the entry returns it.</param>
/// <param name="Length">Bytes of the line, its line feed included.</param>
/// <param name="Day">The UTC day the request ended on.</param>
/// <param name="Target">The policy it was accepted under.</param>
internal readonly record struct AccessLogEntry(byte[] Buffer, int Length, DateOnly Day, RotatingLogPolicy Target);
