namespace WebPublisher.Mail.Mime;

/// <summary>
/// Everything the walk can find wrong with a message. What a kind means for the message is <see cref="MimeFindingKinds.ClassOf"/>; what is done about it is policy.
/// </summary>
public enum MimeFindingKind
{
    /// <summary>A field of which a part may have one stands there twice, with different values (RFC 2045 section 3).</summary>
    DuplicateField,

    /// <summary>A parameter that decides the structure is given twice, or in two spellings that mean different things.</summary>
    DuplicateParameter,

    /// <summary>White space between the name of a content field and its colon, or characters in the name that readers drop (RFC 5322 section 4.5).</summary>
    FieldNameMalformed,

    /// <summary>A line of a header that is neither a field nor the continuation of one: readers skip it, stop at it, or take it for the body.</summary>
    HeaderLineMalformed,

    /// <summary>A line of nothing but white space within a header: for some it ends the header, for others it continues a field.</summary>
    HeaderBlankLine,

    /// <summary>A carriage return without line feed, or a NUL, in a header; any control character in a content field.</summary>
    HeaderControlCharacter,

    /// <summary>The continuation of a field is itself a content field for readers that do not unfold.</summary>
    FieldInContinuation,

    /// <summary>A delimiter comes before the header of a part has ended.</summary>
    DelimiterInHeader,

    /// <summary>A Content-Type that is no type and subtype, or merely resembles multipart.</summary>
    TypeMalformed,

    /// <summary>A Content-Type that decides the structure does not follow RFC 2045 section 5.1: comments, escapes, open quotes, text without meaning.</summary>
    ParameterMalformed,

    /// <summary>A boundary in a spelling that not every reader knows (RFC 2231, RFC 2047).</summary>
    BoundarySpelling,

    /// <summary>A multipart that names no boundary.</summary>
    BoundaryMissing,

    /// <summary>A boundary that is empty, ends in white space, holds control characters or is beyond 70 characters (RFC 2046 section 5.1.1).</summary>
    BoundaryMalformed,

    /// <summary>The boundary of one multipart is that of another around it, or begins with it.</summary>
    BoundaryOverlap,

    /// <summary>A line that begins like a delimiter and goes on: a delimiter for readers that compare the beginning only. Or one that differs in
    /// capitals, for those that do not see them.</summary>
    DelimiterWithText,

    /// <summary>A delimiter follows a carriage return that is no line end, or is one when such carriage returns and NULs are dropped.</summary>
    DelimiterInLine,

    /// <summary>A multipart in which no delimiter is found.</summary>
    MultipartWithoutParts,

    /// <summary>What was said to be a single body holds the delimiters of a multipart.</summary>
    PartsInSingleBody,

    /// <summary>A multipart ends with the one around it, without a closing delimiter of its own, while it holds parts.</summary>
    EndMissing,

    /// <summary>A delimiter after the closing one.</summary>
    DelimiterAfterEnd,

    /// <summary>A Content-Transfer-Encoding that is not of RFC 2045 section 6, or more than one.</summary>
    EncodingUnknown,

    /// <summary>
    /// Content that is said not to be encoded, or in no way that can be understood, and begins as an archive or a program does in base64, quoted-printable or uuencode.
    /// </summary>
    EncodingUndeclared,

    /// <summary>A multipart or message with an encoding that would hide its parts (RFC 2045 section 6.4).</summary>
    EncodingOnComposite,

    /// <summary>Base64 with characters that are none of it: some skip them, some stop, some take them for others.</summary>
    Base64ForeignCharacter,

    /// <summary>Base64 that goes on after its padding, or padding that pads nothing.</summary>
    Base64Padding,

    /// <summary>Base64 in lines that do not hold whole groups, which readers that decode by line understand differently.</summary>
    Base64Line,

    /// <summary>Base64 that ends in the middle of a group.</summary>
    Base64Incomplete,

    /// <summary>Quoted-printable with escapes that are none, in what is to be saved as a file.</summary>
    QuotedPrintableMalformed,

    /// <summary>Uuencode or yEnc with lines that do not hold what they announce, or without a beginning or an end.</summary>
    UuencodeMalformed,

    /// <summary>A file in BinHex, which only some readers unpack.</summary>
    BinHex,

    /// <summary>Readers take different file names, of different types, from the fields of one part.</summary>
    FileNamesDisagree,

    /// <summary>A file name that turns its reading direction, so that it ends otherwise than it looks (CVE-2009-3376).</summary>
    FileNameReversed,

    /// <summary>The directory of an archive and its entries tell different stories.</summary>
    ArchiveDisagrees,

    /// <summary>Multiparts and messages nested deeper than <see cref="MimeLimits.MaximumDepth"/>; what is deeper is handed on unread.</summary>
    TooDeep,

    /// <summary>More parts than <see cref="MimeLimits.MaximumParts"/>.</summary>
    TooManyParts,

    /// <summary>A header beyond <see cref="MimeLimits.MaximumHeader"/>, or all of them beyond <see cref="MimeLimits.MaximumHeaders"/>.</summary>
    HeaderTooLarge,

    /// <summary>More fields in a header than <see cref="MimeLimits.MaximumFields"/>.</summary>
    TooManyFields,

    /// <summary>More parameters in a field than <see cref="MimeLimits.MaximumParameters"/>, or more file names than <see cref="MimeLimits.MaximumFileNames"/>.</summary>
    TooManyParameters,

    /// <summary>Archives within archives deeper than <see cref="MimeLimits.MaximumArchiveDepth"/>.</summary>
    ArchiveTooDeep,

    /// <summary>More entries than <see cref="MimeLimits.MaximumArchiveEntries"/>.</summary>
    ArchiveTooManyEntries,

    /// <summary>An archive larger than <see cref="MimeLimits.MaximumArchive"/>, or unpacked larger than <see cref="MimeLimits.MaximumUnpacked"/>.</summary>
    ArchiveTooLarge,

    /// <summary>An entry that unpacks to more than <see cref="MimeLimits.MaximumRatio"/> times its size.</summary>
    ArchiveRatio,

    /// <summary>A piece of a message (message/partial, RFC 2046 section 5.2.2): the whole is never seen here.</summary>
    PartialMessage,

    /// <summary>Content that is fetched from elsewhere (message/external-body, RFC 2046 section 5.2.3).</summary>
    ExternalBody,

    /// <summary>Content encrypted by S/MIME or PGP.</summary>
    Encrypted,

    /// <summary>An entry of an archive is encrypted.</summary>
    ArchiveEncrypted,

    /// <summary>An archive, or an entry, in a format or method that is not read here.</summary>
    ArchiveUnknown,

    /// <summary>An archive that is damaged or cut short.</summary>
    ArchiveDamaged,

    /// <summary>Content in Microsoft's transport neutral encapsulation (application/ms-tnef), which hides files in a container of its own.</summary>
    Tnef,

    /// <summary>Text in a character set that is not known here; it is read as UTF-8 or Windows-1252.</summary>
    CharsetUnknown,
}
