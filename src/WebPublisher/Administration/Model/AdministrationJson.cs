using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace WebPublisher.Administration.Model;

/// <summary>How the administration's objects are written and read: camelCase like the policy, without nulls, on one line.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ServerStatus))]
[JsonSerializable(typeof(Traffic))]
[JsonSerializable(typeof(Explanation))]
[JsonSerializable(typeof(AddressChange))]
[JsonSerializable(typeof(HeldDetail))]
[JsonSerializable(typeof(HeldChoice))]
[JsonSerializable(typeof(LogonChoice))]
[JsonSerializable(typeof(ReloadRequest))]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(Login))]
[JsonSerializable(typeof(SessionStatus))]
[JsonSerializable(typeof(DrainRequest))]
[JsonSerializable(typeof(DrainStatus))]
[JsonSerializable(typeof(SafelistImport))]
[JsonSerializable(typeof(ImmutableArray<Decision>))]
[JsonSerializable(typeof(ImmutableArray<AddressEntry>))]
[JsonSerializable(typeof(ImmutableArray<ReputationEntry>))]
[JsonSerializable(typeof(ImmutableArray<HeldEntry>))]
[JsonSerializable(typeof(ImmutableArray<LogonLockEntry>))]
[JsonSerializable(typeof(ImmutableArray<ActionOutcome>))]
[JsonSerializable(typeof(ImmutableArray<HalfStatus>))]
internal sealed partial class AdministrationJson : JsonSerializerContext;
