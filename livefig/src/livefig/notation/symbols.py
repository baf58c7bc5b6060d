"""The signs that TeX's commands stand for, as far as labels and live texts know them."""

GREEK = dict(
    alpha="α", beta="β", gamma="γ", delta="δ", epsilon="ϵ", varepsilon="ε", zeta="ζ", eta="η",
    theta="θ", vartheta="ϑ", iota="ι", kappa="κ", mu="μ", nu="ν", xi="ξ", pi="π", rho="ρ",
    sigma="σ", tau="τ", upsilon="υ", phi="ϕ", varphi="φ", chi="χ", psi="ψ", omega="ω",
)  # fmt: skip
GREEK["lambda"] = "λ"
UPRIGHT = dict(
    Gamma="Γ", Delta="Δ", Theta="Θ", Lambda="Λ", Xi="Ξ", Pi="Π", Sigma="Σ", Upsilon="Υ", Phi="Φ",
    Psi="Ψ", Omega="Ω", partial="∂", nabla="∇", infty="∞", ell="ℓ", sum="∑", prod="∏", int="∫",
    ldots="…", dots="…", cdots="⋯", prime="′", top="⊤", forall="∀", exists="∃", langle="⟨",
    rangle="⟩",
)  # fmt: skip
BINARY = dict(
    cdot="·", times="×", pm="±", mp="∓", odot="⊙", otimes="⊗", oplus="⊕", circ="∘", div="÷"
)
RELATION = dict(
    leq="≤", le="≤", geq="≥", ge="≥", neq="≠", ne="≠", approx="≈", equiv="≡", sim="∼", propto="∝",
    to="→", rightarrow="→", leftarrow="←", Rightarrow="⇒", mapsto="↦", ll="≪", gg="≫", mid="∣",
)  # fmt: skip
RELATION["in"] = "∈"
SIGNS = GREEK | UPRIGHT | BINARY | RELATION
