namespace WebPublisher.Waf.Bodies;

/// <summary>What a request may spend on arguments and a body. What goes beyond sets the error flag of <see cref="ParsedBody"/> and is not looked into further; nothing throws.</summary>
public sealed record BodyLimits
{
    /// <summary>What applies where rules set nothing.</summary>
    public static BodyLimits Default { get; } = new();

    /// <summary>How many arguments a request may have, query and body together. ModSecurity's <c>SecArgumentsLimit</c>, 1000.</summary>
    public int Arguments { get; init; } = 1000;

    /// <summary>
    /// From how many bytes on a body is not parsed, contents of uploaded files not counted. ModSecurity's <c>SecRequestBodyNoFilesLimit</c>; 131,072 in its recommended configuration.
    /// No more than this is ever held of a body.
    /// </summary>
    public int NoFilesLength { get; init; } = 131_072;

    /// <summary>How deep objects and arrays of JSON may lie in each other. ModSecurity's <c>SecRequestBodyJsonDepthLimit</c>; 512 in its recommended configuration.</summary>
    public int JsonDepth { get; init; } = 512;

    /// <summary>
    /// How many bytes the names of all arguments of a JSON body may take together. Not in ModSecurity: names are made of the keys on the way to a value,
    /// so that a few long keys and deep arrays would otherwise make gigabytes of names of a small body.
    /// </summary>
    public int JsonNamesLength { get; init; } = 1024 * 1024;

    /// <summary>How deep elements of XML may lie in each other: libxml2's own limit for documents that are not declared huge.</summary>
    public int XmlDepth { get; init; } = 256;

    /// <summary>How many attributes an XML document may have in all. Not in ModSecurity.</summary>
    public int XmlAttributes { get; init; } = 10_000;

    /// <summary>
    /// How many files with content a multipart body may have before <c>MULTIPART_FILE_LIMIT_EXCEEDED</c> is set. ModSecurity's <c>SecUploadFileLimit</c>, which it heeds
    /// only where files are put aside; they never are here, so that there is no limit unless rules set one.
    /// </summary>
    public int Files { get; init; } = int.MaxValue;

    /// <summary>How many header lines one part of a multipart body may have. Not in ModSecurity.</summary>
    public int PartHeaders { get; init; } = 128;
}
