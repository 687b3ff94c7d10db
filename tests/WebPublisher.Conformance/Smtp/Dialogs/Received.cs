namespace WebPublisher.Conformance.Smtp.Dialogs;

/// <summary>What came in some time.</summary>
/// <param name="Text">An octet a character.</param>
/// <param name="IsClosed">Whether the server closed behind it.</param>
internal readonly record struct Received(string Text, bool IsClosed)
{
    /// <summary>Whether nothing happened.</summary>
    public bool IsNothing => Text.Length == 0 && !IsClosed;
}
