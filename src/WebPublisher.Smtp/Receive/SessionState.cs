namespace WebPublisher.Smtp.Receive;

/// <summary>Where a session stands: the columns of <see cref="CommandTable"/>.</summary>
internal enum SessionState
{
    /// <summary>Before HELO or EHLO.</summary>
    Greeted,

    /// <summary>Behind it, no transaction begun.</summary>
    Ready,

    /// <summary>MAIL was accepted, no recipient yet.</summary>
    Sender,

    /// <summary>A recipient was accepted.</summary>
    Recipients,

    /// <summary>Content has begun to come by BDAT.</summary>
    Chunks,
}
