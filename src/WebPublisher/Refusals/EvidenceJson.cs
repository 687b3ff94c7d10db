using System.Text.Json.Serialization;

namespace WebPublisher.Refusals;

/// <summary>How evidence is written as JSON: camelCase, without what is missing.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, AllowOutOfOrderMetadataProperties = true)]
[JsonSerializable(typeof(Evidence))]
internal sealed partial class EvidenceJson : JsonSerializerContext;
