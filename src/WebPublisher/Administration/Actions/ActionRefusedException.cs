namespace WebPublisher.Administration.Actions;

/// <summary>An action is not asked for as it must be; the message is a sentence for whoever asked.</summary>
/// <param name="message">What was expected.</param>
internal sealed class ActionRefusedException(string message) : Exception(message);
