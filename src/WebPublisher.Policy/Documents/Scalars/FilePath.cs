namespace WebPublisher.Policy.Documents.Scalars;

/// <summary>A file or directory. A relative path starts from the directory of the file it stands in.</summary>
/// <param name="Text">As written.</param>
/// <param name="FullPath">Absolute.</param>
public readonly record struct FilePath(string Text, string FullPath);
