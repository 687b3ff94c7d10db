namespace WebPublisher.Mail.Mime;

/// <summary>The meaning of each kind of finding.</summary>
public static class MimeFindingKinds
{
    /// <summary>What <paramref name="kind"/> means for a message.</summary>
    public static MimeFindingClass ClassOf(MimeFindingKind kind) => kind switch
    {
        MimeFindingKind.TooDeep or MimeFindingKind.TooManyParts or MimeFindingKind.HeaderTooLarge or MimeFindingKind.TooManyFields or MimeFindingKind.TooManyParameters
            or MimeFindingKind.ArchiveTooDeep or MimeFindingKind.ArchiveTooManyEntries or MimeFindingKind.ArchiveTooLarge or MimeFindingKind.ArchiveRatio => MimeFindingClass.Limit,
        MimeFindingKind.Encrypted or MimeFindingKind.ArchiveEncrypted or MimeFindingKind.ArchiveUnknown or MimeFindingKind.ArchiveDamaged or MimeFindingKind.Tnef
            => MimeFindingClass.Unreadable,
        MimeFindingKind.PartialMessage or MimeFindingKind.ExternalBody => MimeFindingClass.Incomplete,
        MimeFindingKind.CharsetUnknown => MimeFindingClass.Notice,
        _ => MimeFindingClass.Ambiguous,
    };
}
