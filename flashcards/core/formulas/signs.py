r"""The commands and characters that formulas are made of.

An entry of a table is the names of a sign (commands without their backslash, or characters), the
sign in Unicode, and in ASCII if that is another; `_` in a sign is a space. Greek is spelled.
"""

import re
from collections.abc import Iterator
from typing import Final

from flashcards.core.formulas.tree import Sign, SignKind

_GREEK: Final = """
alpha α  beta β  gamma γ  delta δ  epsilon,varepsilon,ϵ ε  zeta ζ  eta η  theta θ
vartheta ϑ theta  iota ι  kappa κ  varkappa ϰ kappa  lambda λ  mu,µ μ  nu ν  xi ξ  omicron ο
pi π  varpi ϖ pi  rho ρ  varrho ϱ rho  sigma σ  varsigma ς sigma  tau τ  upsilon υ
phi,varphi,ϕ φ  chi χ  psi ψ  omega ω  digamma ϝ  Gamma,varGamma Γ  Delta,varDelta,∆ Δ
Theta,varTheta Θ  Lambda,varLambda Λ  Xi,varXi Ξ  Pi,varPi Π  Sigma,varSigma Σ
Upsilon,varUpsilon Υ  Phi,varPhi Φ  Psi,varPsi Ψ  Omega,varOmega,Ω Ω  Alpha Α  Beta Β
Epsilon Ε  Zeta Ζ  Eta Η  Iota Ι  Kappa Κ  Mu Μ  Nu Ν  Omicron Ο  Rho Ρ  Tau Τ  Chi Χ
"""
_LETTERS: Final = r"""
infty ∞ inf  nabla ∇ grad  partial ∂ d  ell ℓ l  hbar,hslash ℏ h-bar  imath ı i  jmath ȷ j
Re ℜ Re  Im ℑ Im  wp ℘ p  aleph ℵ aleph  beth ℶ beth  emptyset,varnothing ∅ empty_set
angle ∠ angle  R,reals,Reals ℝ R  N,natnums ℕ N  Z ℤ Z  Q ℚ Q  C,Complex ℂ C  ℍ ℍ H
ℙ ℙ P  top,intercal ⊤ top  bot ⊥ perp  prime ′ '  backprime ‵ `  dagger,dag † dagger
ddagger,ddag ‡ ddagger  S § section  P ¶ paragraph  clubsuit ♣ clubs  diamondsuit ♢ diamonds
heartsuit ♡ hearts  spadesuit ♠ spades  flat ♭ flat  natural ♮ natural  sharp ♯ sharp
checkmark ✓ check  square,Box,qedsymbol □ box  blacksquare ■ box  triangle △ triangle
bigstar,star ★ star  $ $  % %  # #  & &  _ _  degree ° deg  pounds £ GBP  euro € EUR
complement ∁ complement  eth ð eth  mho ℧ mho  copyright © (c)  surd √ sqrt  ∛ ∛ cbrt
"""
_OPERATORS: Final = r"""
+ +  -,− − -  pm ± +/-  mp ∓ -/+  cdot,centerdot,⋅ · *  times × *  div ÷ /  ast,*,∗ * *
circ ∘ o  bullet • *  oplus ⊕ (+)  ominus ⊖ (-)  otimes ⊗ (x)  oslash ⊘ (/)  odot ⊙ (.)
cup ∪ union  cap ∩ intersect  sqcup ⊔ union  sqcap ⊓ intersect  uplus ⊎ union
setminus,smallsetminus ∖ \  backslash \ \  wedge,land ∧ and  vee,lor ∨ or  veebar ⊻ xor
barwedge ⊼ nand  bmod mod mod  wr ≀ wr  amalg ⨿ amalg  triangleleft ◁ <|  triangleright ▷ |>
diamond ⋄ diamond  ltimes ⋉ |x  rtimes ⋊ x|  boxtimes ⊠ [x]  boxplus ⊞ [+]  boxminus ⊟ [-]
Cap ⋒ intersect  Cup ⋓ union  bigcirc ◯ O
"""
_RELATIONS: Final = r"""
= =  <,lt < <  >,gt > >  le,leq,leqslant,leqq ≤ <=  ge,geq,geqslant,geqq ≥ >=  ne,neq ≠ !=
ll ≪ <<  gg ≫ >>  lll ⋘ <<<  ggg ⋙ >>>  approx,thickapprox ≈ ~=  simeq ≃ ~=  cong ≅ ~=
equiv ≡ ==  sim,thicksim,∼ ~ ~  backsim ∽ ~  asymp ≍ ~=  doteq ≐ =  triangleq ≜ =
coloneqq,coloneq,≔ := :=  propto,varpropto ∝ prop._to  in,isin ∈ in  notin ∉ not_in
ni,owns ∋ contains  subset ⊂ subset_of  subseteq,subseteqq ⊆ subset_of
subsetneq,subsetneqq ⊊ subset_of  supset ⊃ superset_of  supseteq,supseteqq ⊇ superset_of
supsetneq,supsetneqq ⊋ superset_of  sqsubseteq ⊑ <=  sqsupseteq ⊒ >=  sqsubset ⊏ <
sqsupset ⊐ >  to,rightarrow,longrightarrow,⟶ → ->  gets,leftarrow,longleftarrow,⟵ ← <-
uparrow ↑ up  downarrow ↓ down  leftrightarrow,longleftrightarrow,⟷ ↔ <->
mapsto,longmapsto,⟼ ↦ |->  hookrightarrow ↪ ->  hookleftarrow ↩ <-
Rightarrow,implies,Longrightarrow,⟹ ⇒ =>  Leftarrow,impliedby,Longleftarrow,⟸ ⇐ <=
Leftrightarrow,iff,Longleftrightarrow,⟺ ⇔ <=>  rightharpoonup ⇀ ->  leftharpoonup ↼ <-
updownarrow ↕ up_down  rightleftharpoons ⇌ <=>  leftrightarrows ⇆ <->  rightrightarrows ⇉ ->
leadsto,rightsquigarrow ⇝ ~>  nearrow ↗ up  searrow ↘ down  swarrow ↙ down  nwarrow ↖ up
Uparrow ⇑ up  Downarrow ⇓ down  twoheadrightarrow ↠ ->>  nrightarrow ↛ not_->
mid | |  parallel,∥ ‖ ||  nparallel ∦ not_||  nmid ∤ not_|  perp,⟂ ⊥ perp  vdash ⊢ |-
dashv ⊣ -|  models,vDash ⊨ |=  Vdash ⊩ ||-  prec ≺ <  succ ≻ >  preceq,preccurlyeq ≼ <=
succeq,succcurlyeq ≽ >=  lesssim ≲ <~  gtrsim ≳ >~  nleq ≰ not_<=  ngeq ≱ not_>=
nless ≮ not_<  ngtr ≯ not_>  nsubseteq ⊈ not_subset_of  ncong ≇ not_~=  nsim ≁ not_~
trianglelefteq ⊴ <=  trianglerighteq ⊵ >=  bowtie,Join ⋈ join  therefore ∴ therefore
because ∵ because  lessgtr ≶ <>  multimap ⊸ -o  nRightarrow ⇏ not_=>  nLeftarrow ⇍ not_<=
"""
_PREFIXES: Final = "forall ∀ for_all  exists ∃ exists  nexists ∄ not_exists  neg,lnot ¬ not"
_DOTS: Final = """
dots,ldots,cdots,dotsc,dotsb,dotsm,dotsi,dotso,hdots,mathellipsis,⋯ … ...
vdots ⋮ ...  ddots ⋱ ...  iddots,adots ⋰ ...
"""
_SUMS: Final = """
sum ∑ sum  prod ∏ prod  int,intop,smallint ∫ int  iint ∬ int_int  iiint ∭ int_int_int
oint ∮ int  coprod ∐ coprod  bigcup ⋃ union  bigcap ⋂ intersect  bigvee ⋁ or
bigwedge ⋀ and  bigoplus ⨁ (+)  bigotimes ⨂ (x)  bigodot ⨀ (.)  biguplus ⨄ union
bigsqcup ⨆ union
"""
_FUNCTIONS: Final = """
log  ln  lg  exp  sin  cos  tan  cot  sec  csc  arcsin  arccos  arctan  sinh  cosh  tanh  coth
arg  deg  dim  hom  ker
"""
_LIMITS: Final = """
max  min  sup  inf  lim  limsup lim_sup  liminf lim_inf  det  gcd  Pr  argmax arg_max
argmin arg_min  projlim proj_lim  injlim inj_lim
"""
_PUNCTUATION: Final = "; ;  colon :"
_TABLES: Final = (
    (_LETTERS, SignKind.LETTER),
    (_OPERATORS, SignKind.OPERATOR),
    (_RELATIONS, SignKind.RELATION),
    (_PREFIXES, SignKind.PREFIX),
    (_DOTS, SignKind.DOTS),
    (_SUMS, SignKind.SUM),
    (_FUNCTIONS, SignKind.FUNCTION),
    (_LIMITS, SignKind.LIMIT),
    (_PUNCTUATION, SignKind.COMMA),
    (_GREEK, SignKind.LETTER),
)

RAISED: Final = dict(
    zip(
        "0123456789+−=()abcdefghijklmnoprstuvwxyz",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ",
        strict=True,
    )
)
LOWERED: Final = dict(
    zip("0123456789+−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True)
)
ACCENTS: Final = {
    "hat": "hat", "widehat": "hat", "bar": "bar", "overline": "bar", "tilde": "tilde",
    "widetilde": "tilde", "vec": "vec", "overrightarrow": "vec", "dot": "dot", "ddot": "ddot",
    "dddot": "dddot", "check": "check", "widecheck": "check", "breve": "breve",
    "acute": "acute", "grave": "grave", "mathring": "ring", "underline": "underline",
    "underbar": "underline", "overleftarrow": "vec-left", "overleftrightarrow": "vec-both",
}  # fmt: skip
MARKS: Final = {
    "hat": "\u0302", "bar": "\u0304", "tilde": "\u0303", "dot": "\u0307", "ddot": "\u0308",
    "check": "\u030c", "breve": "\u0306", "acute": "\u0301", "grave": "\u0300", "ring": "\u030a",
}  # fmt: skip
FONTS: Final = {
    "mathbf": "bold", "boldsymbol": "bold", "bm": "bold", "symbf": "bold", "pmb": "bold",
    "mathbb": "bb", "mathbbm": "bb", "Bbb": "bb", "mathds": "bb", "symbb": "bb",
    "mathcal": "cal", "mathscr": "cal", "symcal": "cal", "cal": "cal",
    "mathfrak": "frak", "frak": "frak", "mathsf": "sf", "mathrm": "", "mathit": "", "mathtt": "",
    "mathnormal": "", "rm": "", "mathup": "", "symrm": "", "bold": "bold",
}  # fmt: skip
FONT_NAMES: Final = {
    "bold": "BOLD", "bb": "DOUBLE-STRUCK", "cal": "SCRIPT", "frak": "FRAKTUR", "sf": "SANS-SERIF",
}  # fmt: skip
SPACES: Final = {
    ",": 1, ":": 1, ";": 1, ">": 1, " ": 1, "~": 1, "thinspace": 1, "medspace": 1, "space": 1,
    "thickspace": 1, "enspace": 1, "nobreakspace": 1, "quad": 2, "qquad": 4, "!": 0,
    "negthinspace": 0, "negmedspace": 0, "negthickspace": 0,
}  # fmt: skip
OPENING: Final = {
    "(": "(", "[": "[", r"\{": "{", r"\lbrace": "{", r"\lbrack": "[", r"\langle": "⟨", "⟨": "⟨",
    r"\lfloor": "⌊", "⌊": "⌊", r"\lceil": "⌈", "⌈": "⌈", r"\lvert": "|", r"\lVert": "‖",
    r"\lparen": "(", r"\llbracket": "⟦", "⟦": "⟦",
}  # fmt: skip
CLOSING: Final = {
    ")": ")", "]": "]", r"\}": "}", r"\rbrace": "}", r"\rbrack": "]", r"\rangle": "⟩", "⟩": "⟩",
    r"\rfloor": "⌋", "⌋": "⌋", r"\rceil": "⌉", "⌉": "⌉", r"\rvert": "|", r"\rVert": "‖",
    r"\rparen": ")", r"\rrbracket": "⟧", "⟧": "⟧",
}  # fmt: skip
BARS: Final = {"|": "|", r"\vert": "|", r"\|": "‖", r"\Vert": "‖", "‖": "‖", "∥": "‖"}
PARTNERS: Final = {
    "(": ")]", "[": ")]", "{": "}", "⟨": "⟩", "⌊": "⌋", "⌈": "⌉", "|": "|", "‖": "‖", "⟦": "⟧"
}  # fmt: skip
PLAIN_BRACKETS: Final = {
    "⟨": "<", "⟩": ">", "⌊": "floor(", "⌋": ")", "⌈": "ceil(", "⌉": ")", "‖": "||", "⟦": "[[",
    "⟧": "]]",
}  # fmt: skip


def _entries() -> Iterator[tuple[list[str], Sign]]:
    """The names of each sign of the tables, and the sign."""
    for table, kind in _TABLES:
        for entry in re.split(r"\n|  ", table.strip()):
            names, *said = entry.split(" ")
            all_names = names.split(",")
            text = (said[0] if said else names).replace("_", " ") if entry[0] != "_" else "_"
            spelled = all_names[0] if table is _GREEK else text
            yield all_names, Sign(text, said[1].replace("_", " ") if said[1:] else spelled, kind)


def _tables() -> tuple[dict[str, Sign], dict[str, Sign]]:
    commands: dict[str, Sign] = {}
    characters = {",": Sign(",", ",", SignKind.COMMA)}
    for names, sign in _entries():
        for name in names:
            if name.isascii() and (name.isalpha() or name in "$%#&_"):
                commands.setdefault(name, sign)
            else:
                characters[name] = sign
        if len(sign.text) == 1 and not sign.text.isascii():
            characters.setdefault(sign.text, sign)
    return commands, characters


COMMANDS, CHARACTERS = _tables()
"""The signs by the name of their command, and by the characters that a source may hold."""
