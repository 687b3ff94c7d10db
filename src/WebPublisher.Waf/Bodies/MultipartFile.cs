using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Bodies;

/// <summary>A file of a multipart body; its content is counted, not kept.</summary>
/// <param name="Name">The name of the part: <c>FILES_NAMES</c>, and the key in <c>FILES</c> and <c>FILES_SIZES</c>.</param>
/// <param name="FileName">What the client calls the file: <c>FILES</c>.</param>
/// <param name="Size">Its length in bytes: <c>FILES_SIZES</c>.</param>
public readonly record struct MultipartFile(ByteText Name, ByteText FileName, long Size);
