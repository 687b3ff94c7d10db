namespace WebPublisher.Conformance.Smtp.Dialogs;

/// <summary>The product has closed the connection, or takes nothing more.</summary>
internal sealed class DialogClosedException(string message) : Exception(message);
