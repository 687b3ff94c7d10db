namespace WebPublisher.Conformance.Smtp.Cases;

/// <summary>How much a case weighs.</summary>
internal enum CaseClass
{
    /// <summary><c>M</c>: safety; all of them pass.</summary>
    Must,

    /// <summary><c>S</c>: conformance with RFC 5321 and its extensions.</summary>
    Should,

    /// <summary><c>P</c>: a default that an operator may change.</summary>
    Policy,
}
