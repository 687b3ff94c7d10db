using WebPublisher.Policy.Diagnostics;

namespace WebPublisher.Policy.Documents.Binding;

/// <summary>What reading a document needs beside the YAML.</summary>
/// <param name="Directory">Absolute path of the directory that relative paths start from: the one the file stands in.</param>
/// <param name="Diagnostics">Receives every error.</param>
internal sealed record BindingContext(string Directory, DiagnosticList Diagnostics);
