namespace WebPublisher.Wording;

/// <summary>Numbers with their noun.</summary>
internal static class Count
{
    /// <summary><c>1 rule</c>, <c>2 rules</c>.</summary>
    public static string Of(int number, string noun) => Of(number, noun, $"{noun}s");

    /// <summary>The same with a plural that does not end with another s only.</summary>
    public static string Of(int number, string one, string many) => number == 1 ? $"1 {one}" : $"{number} {many}";
}
