namespace WebPublisher.Waf.Transformations;

/// <summary>The letters that stand for control characters after a backslash, in C and in JavaScript alike.</summary>
internal static class ControlLetters
{
    public static byte? ToByte(char letter) => letter switch
    {
        'a' => 7,
        'b' => 8,
        't' => 9,
        'n' => 10,
        'v' => 11,
        'f' => 12,
        'r' => 13,
        _ => null,
    };
}
