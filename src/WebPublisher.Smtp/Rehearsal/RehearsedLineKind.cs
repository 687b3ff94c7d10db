namespace WebPublisher.Smtp.Rehearsal;

/// <summary>Whose a line of a rehearsed session is.</summary>
public enum RehearsedLineKind
{
    /// <summary>The client said it.</summary>
    Said,

    /// <summary>The server answered it.</summary>
    Answered,

    /// <summary>The reason of the answer that follows. Nobody but the operator is told.</summary>
    Reason,
}
