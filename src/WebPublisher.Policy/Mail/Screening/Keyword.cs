namespace WebPublisher.Policy.Mail.Screening;

/// <summary>A text to look for.</summary>
/// <param name="Text">The text: not blank, at most <see cref="MaximumLength"/> characters.</param>
/// <param name="IsWord">Whether it has to be whole words.</param>
public readonly record struct Keyword(string Text, bool IsWord)
{
    /// <summary>The most characters: 256.</summary>
    public const int MaximumLength = 256;
}
