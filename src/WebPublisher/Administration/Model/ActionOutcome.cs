namespace WebPublisher.Administration.Model;

/// <summary>What came of one thing that was asked for: an item of the answer to every <c>POST</c>.</summary>
/// <param name="Subject">What it was about: an address, a message, a recipient.</param>
/// <param name="Done">Whether it is done.</param>
/// <param name="Message">What happened, or why not.</param>
internal sealed record ActionOutcome(
    string Subject,
    bool Done,
    string Message);
