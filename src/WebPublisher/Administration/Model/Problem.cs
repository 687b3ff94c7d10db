namespace WebPublisher.Administration.Model;

/// <summary>The body of every answer with a status of 400 or more that has one.</summary>
/// <param name="Error">A sentence for whoever asked.</param>
internal sealed record Problem(
    string Error);
