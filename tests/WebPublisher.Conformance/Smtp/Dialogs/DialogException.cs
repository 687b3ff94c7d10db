namespace WebPublisher.Conformance.Smtp.Dialogs;

/// <summary>The product has not answered as the case expects.</summary>
internal sealed class DialogException(string message) : Exception(message);
