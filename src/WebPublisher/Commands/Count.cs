namespace WebPublisher.Commands;

/// <summary>Numbers with their noun.</summary>
internal static class Count
{
    /// <summary><c>1 rule</c>, <c>2 rules</c>.</summary>
    public static string Of(int number, string noun) => number == 1 ? $"1 {noun}" : $"{number} {noun}s";
}
